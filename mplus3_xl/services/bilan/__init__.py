"""The bilan and its actions: opened, saved, followed."""
