"""Figures out of the records: which cell a question means, and how sure that is."""
