"""Exact arithmetic over figures that were looked up."""
