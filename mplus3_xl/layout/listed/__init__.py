"""The sheets that list what there is to do, to write or to decide."""
