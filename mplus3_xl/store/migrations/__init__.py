"""The migrations of the store's schema, in order; alembic runs them.

`REVISIONS` lets a click check the schema without loading alembic; a test holds it to alembic's
own list.
"""

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011"),
    *("0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020", "0021"),
)
HEAD = REVISIONS[-1]
"""The format of this program's stores."""
