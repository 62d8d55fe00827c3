"""Errors planted into reports, and what the checks find of them.

    python -m evals.planting FILE… [--count 400] [--failures FILE]

Every report is written anew in several formats from what was read of it, with one error planted and
without; an error is found when the checks tell something of its place that they do not tell of the
unplanted copy.
"""
