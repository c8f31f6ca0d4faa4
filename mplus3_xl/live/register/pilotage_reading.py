"""What is read of Pilotage: the drop-downs, and which group a line is."""

from datetime import date

from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import Choice
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout import counted_words as words
from mplus3_xl.layout.pilotage import pilotage_choices
from mplus3_xl.layout.pilotage.pilotage_lines import (
    AGENCIES,
    BY_CLOSING,
    BY_WEEK,
    CHARGES,
    MONTHS_DONE,
    MONTHS_DUE,
    Grouping,
)
from mplus3_xl.live.port import Values


def choice_of(fields: Values) -> Choice:
    """Read the drop-downs; an empty one is all. Raises UserError for what is no month."""

    def said(name: str) -> str:
        return str(fields[name] or "").strip()

    return Choice(
        _name(said(pilotage_choices.AGENCY), words.ALL_AGENCIES, words.NO_AGENCY),
        _name(said(pilotage_choices.CHARGE), words.ALL_CHARGES, words.NO_CHARGE),
        _month_or_all(said(pilotage_choices.DUE)),
        _month_or_all(said(pilotage_choices.DONE)),
    )


def key_of(grouping: Grouping, label: str) -> str | Month | date | Closing:
    """Return what names a group, from the label of its line."""
    if grouping in (MONTHS_DUE, MONTHS_DONE):
        return Month.read(label)
    if grouping is BY_WEEK:
        return date.fromisoformat("-".join(reversed(label.split("/"))))
    if grouping is BY_CLOSING:
        return next(each for each in Closing if each.label == label)
    if grouping in (AGENCIES, CHARGES):
        nobody = words.NO_AGENCY if grouping is AGENCIES else words.NO_CHARGE
        return "" if label == nobody else label
    return ""


def _name(said: str, everything: str, nobody: str) -> str | None:
    if said in ("", everything):
        return None
    return "" if said == nobody else said


def _month_or_all(said: str) -> Month | None:
    return None if said in ("", words.ALL_MONTHS) else Month.read(said)
