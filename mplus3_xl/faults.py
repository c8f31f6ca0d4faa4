"""What is inconsistent in a store, in the words of staff, and the cure of each kind."""

from collections.abc import Iterator, Sequence

from mplus3_xl.services.journal.fields import title_of
from mplus3_xl.services.records import Fault, FaultKind

_RESTORE = "remettez la dernière sauvegarde : mplus3 base restaurer FICHIER (la base est gardée)."
_CLOSE = (
    "Si Lagon n’a plus de contrat à suivre pour ce client, ouvrez sa fiche par « Chercher un "
    "client », « Contrat terminé », puis « Clore le dossier »"
)
_FAULTS = {
    FaultKind.FILE: ("Fichier de la base abîmé", f"Vérifiez le disque, puis {_RESTORE}"),
    FaultKind.ORPHANS: ("Lignes dont le client ou le dossier manque", f"Seul remède : {_RESTORE}"),
    FaultKind.EMPTY_DOSSIER: ("Dossiers ouverts sans contrat", f"{_CLOSE} ; sinon, {_RESTORE}"),
}
"""What each kind of inconsistency is called, and its cure."""
_NAMED = 5  # of a kind, those that are named
_ROWS = {
    "import_files": "Fichier d’import",
    "bilans": "Bilan",
    "situation_answers": "Bilan, situation",
    "bilan_lines": "Bilan, inventaire",
    "gap_replies": "Bilan, manque",
    "bilan_drafts": "Saisie d’un bilan",
    "kept_drafts": "Saisie d’une fiche",
    "conflicts": "Différence à trancher",
    "erasures": "Effacement",
    "file_erasures": "Effacement dans un fichier",
    "client_aliases": "Client réuni à un autre",
    "month_actes": "Acte d’un mois clôturé",
}
"""What the rows of a table are called where the journal has no word for them."""


def told(faults: Sequence[Fault]) -> Iterator[tuple[str, str]]:
    """Yield for each kind what is inconsistent, and its cure."""
    for kind, (seen, cure) in _FAULTS.items():
        if said := [_said(fault) for fault in faults if fault.kind is kind]:
            named = ", ".join([*said[:_NAMED], *(["…"] if len(said) > _NAMED else [])])
            yield f"{seen} ({len(said)}) : {named}.", cure


def rows_of(table: str) -> str:
    """Return what the rows of a table of the store are called."""
    return _ROWS.get(table) or title_of(table)


def _said(fault: Fault) -> str:
    if fault.kind is FaultKind.ORPHANS:
        return f"{rows_of(fault.said)} ({fault.number})"
    return f"{fault.number} ({fault.said})" if fault.number else fault.said
