"""The HTTP door: questions, the shelf of reports, and how the service is."""
