"""What a manager sets, on the desk."""
