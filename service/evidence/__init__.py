"""Evidence: what in the reports a part of a question may mean, with the features that tell how likely."""
