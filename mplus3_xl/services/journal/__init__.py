"""The journal read aloud, in the words that the sheets have."""
