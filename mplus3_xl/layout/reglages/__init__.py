"""What a manager sets: values, sites, people, texts."""
