"""How a room counts, decides, dates and sorts: pure functions, exact numbers, no I/O."""
