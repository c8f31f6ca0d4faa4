"""One function for each thing a person wants; the only place that opens a unit of work."""
