"""Saving a store, putting it back, and leaving no trace of who was erased."""
