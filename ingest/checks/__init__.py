"""A report checked against itself: what it states in two ways that cannot both be right.

sums         identities within a table: hierarchy, listed rows, columns, balances
across       the same figure in two tables
identities   which cell is to blame where several identities break
named, items figures of the text, against the cells that they name
ratios       growth, completion and shares in words
changes      changes against the budget, told twice, impossible
directions   reasons and relations that say the opposite of the figures
lists        wholes and parts in the text, counts, scores
performance  the text against the tables of 绩效
complete     what a report of its kind must hold
wording      what is left over, and years that do not fit

What is found is kept, both places named, each error once; nothing is corrected.
"""

from ingest.checks.report import Examined, findings_of

__all__ = ["Examined", "findings_of"]
