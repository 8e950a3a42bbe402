"""Running an exercise: with people, from an answers file, or as a rehearsal with nobody there."""
