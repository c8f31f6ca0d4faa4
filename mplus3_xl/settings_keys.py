"""What a folder's `mplus3.toml` holds that nothing reads: a name typed wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mplus3_xl.settings import AGENCY_LISTS, AGENCY_TEXTS, content_of

_READ = {
    "demo": ("jour", "heure"),
    "base": ("adresse",),
    "agence": (*AGENCY_TEXTS, *AGENCY_LISTS, "horaires"),
    "colonnes": ("contrats", "clients"),
}


def unread_keys(folder: Path) -> list[str]:
    """Return the keys of the folder's file that nothing reads, each with its section."""
    return list(dict.fromkeys(_unread(content_of(folder))))


def _unread(content: dict[str, Any]) -> Iterator[str]:
    for section, held in content.items():
        if section not in _READ:
            yield section
            continue
        for each in held if isinstance(held, list) else [held]:
            yield from (f"{section}.{key}" for key in each if key not in _READ[section])
