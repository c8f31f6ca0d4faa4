"""Reading the journal aloud: what somebody changed, in one sentence."""

from collections.abc import Sequence

from mplus3_xl.domain.dossier_form import LABELS
from mplus3_xl.services.journaling import BILAN
from mplus3_xl.services.records import JournalLine


def told(lines: Sequence[JournalLine]) -> str:
    """Say who made a change, when, and what it was; `lines` are those of that one change."""
    if not lines:
        return "il n’est plus tel que vous l’avez vu."
    tags = [_tag(line) for line in lines if line.field in LABELS]
    typed = sum(line.subject == "drafts" for line in lines)
    of_bilan = sum(line.subject in BILAN for line in lines)
    added = sum((line.subject, line.field) == ("actions", "object") for line in lines)
    others = len(lines) - len(tags) - typed - of_bilan - added
    parts = (
        *tags,
        *_counted(typed, "champ", "de la fiche"),
        *_counted(of_bilan, "réponse", "du bilan"),
        *_counted(added, "action", "à suivre"),
        *_counted(others, "donnée", "du dossier"),
    )
    return f"{lines[-1].author}, le {lines[-1].at:%d/%m/%Y à %H:%M} : {', '.join(parts)}."


def _tag(line: JournalLine) -> str:
    return f"{LABELS[line.field]} {line.old or 'vide'} → {line.new or 'vide'}"


def _counted(count: int, noun: str, of: str) -> list[str]:
    if not count:
        return []
    return [f"{count} {noun}{'s' if count > 1 else ''} {of}"]
