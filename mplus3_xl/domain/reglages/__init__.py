"""What a manager sets: each value, and one version after another."""
