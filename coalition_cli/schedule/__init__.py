"""A day of a programme: what is next, how late it is, which ways out there are.

Pure functions, no I/O.
"""
