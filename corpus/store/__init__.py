"""Where reports are kept: SQL tables, their migrations, and the files themselves."""
