"""Writing a change, and the lines of the journal that tell it."""
