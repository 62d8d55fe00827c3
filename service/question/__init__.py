"""A question as spans, things asked for, and the plans that it may mean."""
