"""What a manager sets, saved and taken back."""
