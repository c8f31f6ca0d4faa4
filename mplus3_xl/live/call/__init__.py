"""The call form on the desk."""
