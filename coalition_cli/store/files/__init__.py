"""The bytes on the disk: files, locks, whole writes, appends, and the lines of a workshop file."""
