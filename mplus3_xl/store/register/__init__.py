"""The months, the figures and the journal."""
