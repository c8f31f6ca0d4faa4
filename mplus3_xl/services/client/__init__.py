"""A client: found, merged, told all that is held about him, erased."""
