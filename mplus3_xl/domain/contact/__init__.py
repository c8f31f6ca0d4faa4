"""Whether a client may be called, and what came of each attempt."""
