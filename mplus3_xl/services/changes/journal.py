"""Reading the journal aloud: what somebody changed, in one sentence."""

from collections import Counter
from collections.abc import Sequence

from mplus3_xl.domain.contact.dossier_form import LABELS
from mplus3_xl.services.agency.people import Named
from mplus3_xl.services.changes.journaling import BILAN
from mplus3_xl.services.records import JournalLine

_ADDED, _OTHERS = ("action", "à suivre"), ("donnée", "du dossier")
_MOVED = ("changement", "parmi les contrats du dossier")
_OF = {
    "drafts": ("champ", "de la fiche"),
    "field_answers": ("réponse", "sur la fiche Lagon"),
    "piece_answers": ("réponse", "sur les pièces"),
    "lagon_reports": ("ligne", "de Reports"),
    "attempts": ("essai", "d’appel"),
    "actions": ("changement", "d’action à suivre"),
    **dict.fromkeys(BILAN, ("réponse", "du bilan")),
}
"""What the lines of each subject are called, counted."""
_NOUNS = (*dict.fromkeys(_OF.values()), _ADDED, _MOVED, _OTHERS)


def told(lines: Sequence[JournalLine], named: Named) -> str:
    """Say who made a change, when, and what it was; `lines` are those of that one change."""
    if not lines:
        return "il n’est plus tel que vous l’avez vu."
    tags = [_tag(line) for line in lines if line.field in LABELS]
    if any(line.field == "merged_client" for line in lines):
        tags.append("fiche du client réunie à un double")
    counts = Counter(_noun(line) for line in lines if not _said(line))
    parts = [*tags, *(_counted(counts[noun], *noun) for noun in _NOUNS if counts[noun])]
    return f"{named(lines[-1].author)}, le {lines[-1].at:%d/%m/%Y à %H:%M} : {', '.join(parts)}."


def _tag(line: JournalLine) -> str:
    return f"{LABELS[line.field]} {line.old or 'vide'} → {line.new or 'vide'}"


def _said(line: JournalLine) -> bool:
    return line.field in LABELS or line.field == "merged_client"


def _noun(line: JournalLine) -> tuple[str, str]:
    if (line.subject, line.field) == ("actions", "object"):
        return _ADDED
    if (line.subject, line.field) == ("contracts", "dossier_id"):
        return _MOVED
    return _OF.get(line.subject, _OTHERS)


def _counted(count: int, noun: str, of: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''} {of}"
