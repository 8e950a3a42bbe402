"""Slides on a screen of cells: paged, laid out, and painted in one of two themes."""
