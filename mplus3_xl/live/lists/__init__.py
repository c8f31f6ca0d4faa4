"""The lists on the desk: actions, reports, doubles, the journal."""
