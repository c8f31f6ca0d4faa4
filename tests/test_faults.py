"""What is inconsistent in a store is told in French."""

from mplus3_xl.faults import rows_of
from mplus3_xl.store.tables import metadata


def test_the_rows_of_every_table_that_has_an_owner_have_a_french_name() -> None:
    owned = [name for name, table in metadata.tables.items() if table.foreign_keys]
    assert [name for name in owned if rows_of(name) == name] == []
