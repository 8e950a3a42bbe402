"""Pages that this laptop serves to browsers: the wall, for a browser on the projector."""
