"""Plans: the one language between reading a question and doing what it asks."""
