"""The queue on the desk, and what is done to its rows."""
