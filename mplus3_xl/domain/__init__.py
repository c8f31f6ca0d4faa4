"""The trade's rules, pure: no file, no clock, no database, no spreadsheet."""
