"""The rule tables, as data, and their one loader.

Each table is a TOML file beside this one; above each rule stand its source and its date.
What a table's entries mean is said once, by the domain module that reads it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

__all__ = ["is_verified", "table"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the rule table `name` (`windows`, `calling_hours`, …); callers do not change it."""
    return tomli.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def is_verified(rule: Mapping[str, Any]) -> bool:
    """Say whether what a rule says was found in its source, or checked by the agency."""
    return rule["confidence"] != "NV"  # type: ignore[no-any-return]
