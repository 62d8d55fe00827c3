"""The texts that a language model is given: one file a task, read by `prompts.loading`."""
