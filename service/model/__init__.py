"""A chat model where it helps.  It is given what the corpus holds, and only ever suggests and words."""
