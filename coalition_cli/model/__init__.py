"""The values that everything else speaks of: exercises, entries, the workshop and its folds."""
