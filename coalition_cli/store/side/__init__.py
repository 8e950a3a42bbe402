"""Small files beside a workshop: what was half typed, and whether the wall is blank."""
