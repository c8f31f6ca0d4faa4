"""The memory: the only place with SQL. SQLite by default, PostgreSQL for several seats."""
