"""Taking exports into the store."""
