"""How the entries of one workshop lie on the disk: a plain file, or a sealed folder."""
