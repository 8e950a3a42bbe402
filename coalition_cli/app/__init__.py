"""The frame around the commands: their table, the options before them, the streams, the end."""
