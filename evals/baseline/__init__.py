"""The plain recipe that one would build in an afternoon, to be scored on the same sets.

pdfplumber's text, a recursive splitter, Chroma, the nearest chunks; no model, no tables.
"""
