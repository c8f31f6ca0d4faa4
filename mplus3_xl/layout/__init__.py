"""The workbook as data, pure: what each sheet shows and where. No file, no spreadsheet library."""
