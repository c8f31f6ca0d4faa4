"""The words of the script, ours and the agency's, and what a note may hold."""
