"""The words of the call, from the rule table `scripts`, as lines that a sheet can show."""

import re
import textwrap
from collections.abc import Mapping

from mplus3_xl.domain.texts.script import placeholders, templates

LINE = 165  # characters; what the width of the form shows at the script's size
PHRASES = (
    "objectif_1", "information_telephone", "objectif_2", "demande_consentement", "refus_bilan",
    "opposition", "fin_appel",
)  # fmt: skip
"""The texts that have their place in no part of the form, in the order of the call."""


def unmerged() -> dict[str, str]:
    """Return the templates by code; their merge fields stand as their label, in brackets."""
    named = placeholders()
    return {code: each.text.format_map(named) for code, each in templates().items()}


def lines(code: str) -> tuple[str, ...]:
    """Return the template `code`, unmerged."""
    return spoken(unmerged()[code])


def phrases(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of `PHRASES`, each after its label; `texts` are said, by code."""
    said = (f"{templates()[code].label} : {_quoted(texts[code])}" for code in PHRASES)
    return tuple(line for each in said for line in wrapped(each))


def spoken(text: str) -> tuple[str, ...]:
    """Return what is said, between quotes, in lines that the form has the width for."""
    return wrapped(_quoted(text))


def wrapped(text: str) -> tuple[str, ...]:
    """Return a text in lines that the form has the width for."""
    # A line does not begin with a punctuation mark.
    bound = re.sub(r" (?=[:;?!])", "\u00a0", text)
    return tuple(textwrap.wrap(bound, LINE, break_on_hyphens=False))


def _quoted(text: str) -> str:
    return f"«\u00a0{text.strip()}\u00a0»"
