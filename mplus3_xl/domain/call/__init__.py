"""The call form: what is asked, what is missing, what it changes."""
