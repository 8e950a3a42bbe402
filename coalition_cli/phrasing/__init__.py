"""Dates, durations and parts of sentences as people read them. Pure functions, no I/O."""
