"""A client: the fields of his Lagon file, what names him, what may be kept of him."""
