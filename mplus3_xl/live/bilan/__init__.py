"""The bilan on the desk, and the page that the client takes away."""
