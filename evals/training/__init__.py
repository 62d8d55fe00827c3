"""Learning to read: examples from question sets and reports, the weights that ship, and how good they are."""
