"""A report checked against itself: what it states in two ways that cannot both be right.

sums        totals and the rows or columns that they are made of
tables      the same figure in two tables
statements  figures of the text, against tables
ratios      growth, shares and completion in words, against the figures beside them

What disagrees is kept, both places named; nothing is corrected.
"""

from ingest.checks.report import disagreements_of

__all__ = ["disagreements_of"]
