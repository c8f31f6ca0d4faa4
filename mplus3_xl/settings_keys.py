"""What a folder's `mplus3.toml` holds that nothing reads: a name typed wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mplus3_xl.rules import table
from mplus3_xl.settings import content_of
from mplus3_xl.settings_shape import AGENCY_LISTS, AGENCY_TEXTS

_READ = {
    "demo": ("jour", "heure"),
    "base": ("adresse",),
    "agence": (*AGENCY_TEXTS, *AGENCY_LISTS, "horaires"),
    "colonnes": tuple(table("columns")),
}


def unread_keys(folder: Path) -> list[str]:
    """Return the keys of the folder's file that nothing reads, each with its section."""
    content = content_of(folder)
    return list(dict.fromkeys((*_unread(content), *_no_columns(content.get("colonnes", {})))))


def _unread(content: dict[str, Any]) -> Iterator[str]:
    for section, held in content.items():
        if section not in _READ:
            yield section
            continue
        for each in held if isinstance(held, list) else [held]:
            yield from (f"{section}.{key}" for key in each if key not in _READ[section])


def _no_columns(named: dict[str, Any]) -> Iterator[str]:
    """Find the headers that are given to no column of an export."""
    for kind, columns in table("columns").items():
        codes = named.get(kind, {})
        yield from (f"colonnes.{kind}.{code}" for code in codes if code not in columns)
