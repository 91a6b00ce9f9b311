"""The counter of the clerks, and what the coordinator sets."""
