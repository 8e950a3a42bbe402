"""Counting, deciding, matching and sorting in a room: pure functions, exact numbers, no I/O."""
