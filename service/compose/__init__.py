"""From an executed plan to an Answer: templates by node, in the reader's language."""
