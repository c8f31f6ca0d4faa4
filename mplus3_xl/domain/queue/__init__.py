"""The queue: who is to be called, in which order, until when."""
