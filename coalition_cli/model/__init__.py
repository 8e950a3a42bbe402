"""The values everything else speaks of: exercises and steps, entries, the workshop and its folds."""
