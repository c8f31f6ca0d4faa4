"""From the layout to the file, with XlsxWriter."""
