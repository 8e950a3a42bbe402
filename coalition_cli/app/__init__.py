"""The frame around the commands: the table of them, the options before them, the streams, the way out."""
