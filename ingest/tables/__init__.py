"""Words and rules → tables and records, in named steps.

captions, parts    a page's grids with the lines about them      (lines, lattice, grid)
stitch             parts over pages → whole tables               (cut_rows)
blocks             a table's rows → headers and the rows under them
columns            what each column is for, headings, sides
labels, hierarchy  a row's label, code and path
records, forms     figures with their places
"""

from ingest.tables.reconstruct import TableSet, reconstruct

__all__ = ["TableSet", "reconstruct"]
