"""The form of a call, and what is said in it."""
