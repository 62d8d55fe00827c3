"""What a report is, and where it is kept."""
