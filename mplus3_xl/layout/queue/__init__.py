"""What the first sheet and the queue show."""
