"""The formats of a workshop: a plain file or a sealed folder, and one database over both."""
