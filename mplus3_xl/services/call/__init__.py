"""Calling a client, and saving what he says."""
