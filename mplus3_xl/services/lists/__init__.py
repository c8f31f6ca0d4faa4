"""What the lists, the figures and the first sheet show."""
