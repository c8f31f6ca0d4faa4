"""Clients who are one and the same: found, and merged."""
