"""Cells, tables and messages between the product's words and a sheet."""
