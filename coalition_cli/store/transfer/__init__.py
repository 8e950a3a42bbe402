"""A workshop on its way to another laptop: bundles, signatures, hand-over."""
