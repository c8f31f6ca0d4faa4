"""The queue and its dossiers: read, assigned, postponed, joined, closed."""
