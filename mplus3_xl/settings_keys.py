"""What a folder's `mplus3.toml` holds that nothing reads: a name typed wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli

from mplus3_xl.settings import FILE

_READ = {
    "demo": ("jour", "heure"),
    "base": ("adresse",),
    "agence": ("nom", "alias", "codes", "telephone", "email", "assureur", "horaires"),
    "colonnes": ("contrats", "clients"),
}


def unread_keys(folder: Path) -> list[str]:
    """Return the keys of the folder's file that nothing reads, each with its section."""
    path = folder / FILE
    if not path.is_file():
        return []
    content = tomli.loads(path.read_text(encoding="utf-8-sig"))
    return list(dict.fromkeys(_unread(content)))


def _unread(content: dict[str, Any]) -> Iterator[str]:
    for section, held in content.items():
        if section not in _READ:
            yield section
            continue
        for each in held if isinstance(held, list) else [held]:
            yield from (f"{section}.{key}" for key in each if key not in _READ[section])
