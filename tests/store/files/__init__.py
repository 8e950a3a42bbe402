"""The bytes on the disk."""
