"""The commands, one file each, named after it: each opens what it needs, calls one service, says what happened."""
