"""What leaves the program as text or as a file."""
