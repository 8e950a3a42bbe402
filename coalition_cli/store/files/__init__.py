"""The bytes on the disk: files, locks, whole writes, appends, and what a workshop file looks like line by line."""
