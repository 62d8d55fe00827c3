"""How fast it is, always beside something else that was measured in the same run."""
