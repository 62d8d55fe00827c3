"""Cells of tables counted against truth, whatever the report was printed or saved as."""
