"""The manager’s figures, and the rows that they count."""
