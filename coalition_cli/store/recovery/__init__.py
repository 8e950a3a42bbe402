"""What is done when something went wrong: check, repair, backups, restore."""
