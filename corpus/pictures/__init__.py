"""Pages of reports as pictures: drawn in processes of their own, kept on disk."""
