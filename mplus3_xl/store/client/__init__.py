"""The rights of a client over his data, his doubles, and finding him."""
