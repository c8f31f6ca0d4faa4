"""Who is to be called, whether he may be, and what is to be looked at."""
