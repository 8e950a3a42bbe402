"""Text from elsewhere before anybody reads it: its bytes, the marks of its lists, signs of a table.

It knows nothing of workshops, and costs a captured line next to nothing.
"""
