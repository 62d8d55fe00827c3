"""Question sets made from the corpus and from other sets."""
