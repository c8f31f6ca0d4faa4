"""A yes or a no: the two words that staff choose and read, and what they mean by them."""

from mplus3_xl.domain.text import fold

YES, NO = "Oui", "Non"
_MEANT = {fold(YES): True, fold(NO): False}


def yes_no(value: bool) -> str:
    """Return what staff read."""
    return YES if value else NO


def read_yes_no(typed: object) -> bool | None:
    """Return what was typed, whatever its case; `None` for anything else."""
    return _MEANT.get(fold(str(typed)))
