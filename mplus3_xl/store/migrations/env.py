"""Where alembic finds the connection to migrate: the one that `schema.py` hands over."""

from alembic import context

from mplus3_xl.store.tables.every import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
