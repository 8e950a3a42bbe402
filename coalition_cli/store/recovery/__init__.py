"""The way back when something went wrong: check, repair, backups, restore."""
