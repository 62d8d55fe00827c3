"""The one place that builds the collaborators: settings, bootstrap and the command line."""

__version__ = "0.1.0"
