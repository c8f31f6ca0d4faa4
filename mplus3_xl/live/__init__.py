"""The workbook alive: what a click reads, does and shows."""
