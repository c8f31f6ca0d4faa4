"""What tables and messages say of an import, of the journal and of what was looked at."""

from collections.abc import Iterable

from mplus3_xl.checkup import Finding
from mplus3_xl.domain.dossier_form import LABELS
from mplus3_xl.intake import Intake
from mplus3_xl.layout import fiche
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Style
from mplus3_xl.live import places
from mplus3_xl.rules import table
from mplus3_xl.services.ports import JournalLine
from mplus3_xl.services.search import Found

_SUBJECTS = {
    "clients": "Client",
    "contracts": "Contrat",
    "dossiers": "Dossier",
    "drafts": "Fiche du dossier",
    "attempts": "Essai",
    "users": "Utilisateur",
    "situation": "Bilan, situation du client",
    "inventaire": "Bilan, inventaire du client",
    "manques": "Bilan, manque du client",
    "bilan": "Bilan du client",
    "actions": "Action",
    "settings_versions": "Réglages",
    "actes": "Acte",
    "consents": "Consentement",
    "lagon_reports": "Report",
    "months": "Mois",
    "not_doubles": "Client",
    "oppositions": "Opposition",
}
_OWN = {
    "target": "jour cible",
    "charge_clientele": "chargé de clientèle",
    "assigned_to": "affecté à",
    "assigned_until": "affecté jusqu’au",
    "postponed_until": "différé au",
    "postponed_reason": "motif du délai",
    "manager": "responsable",
    "absent_since": "absent des exports depuis",
    "struck_reason": "essai barré",
    "object": "objet",
    "owner": "responsable",
    "due_on": "échéance",
    "done_on": "fait le",
    "result": "résultat",
    "new": "à écrire dans Lagon",
    "reported_on": "écrit dans Lagon le",
    "confirmed_on": "confirmé par un export le",
    "dropped_on": "sans objet depuis",
    "corrects": "corrige l’acte",
    "dossier_id": "dossier",
    "ends_on": "fin",
    "withdrawn_at": "retiré le",
    "merged_into": "fusionné dans",
    "merged_client": "vient du client",
    "high_id": "n’est pas le client",
    "client_id": "client",
}


def import_lines(intake: Intake) -> str:
    """Say the counts of each file, and where its refused rows are."""
    said = []
    for at, file in enumerate(intake.report.files):
        counts = (
            f"{file.file.name} : {file.file.read} lignes lues, {file.created} nouvelles, "
            f"{file.modified} modifiées, {file.unchanged} inchangées, {file.refused} refusées."
        )
        rejects = intake.rejects.get(at)
        where = f" Corrigez puis importez {rejects}." if rejects else ""
        said.append(counts + where)
    return " ".join(said)


def journal_row(line: JournalLine) -> dict[str, Value]:
    """Return a line of the journal as a row of `tJournal`."""
    subject = _SUBJECTS.get(line.subject, line.subject)
    undo = " (annulation)" if line.undo else ""
    return {
        "quand": line.at,
        "qui": line.author,
        "quoi": f"{subject} {line.subject_id} : {_field(line)}{undo}",
        "avant": line.old,
        "apres": line.new,
    }


def found_rows(found: Iterable[Found]) -> list[dict[str, Value]]:
    """Return what was found as rows of `tRecherche`: one a dossier, one for a client without."""
    from mplus3_xl.domain.tags import status

    rows: list[dict[str, Value]] = []
    for each in found:
        client = each.client
        shown: dict[str, Value] = {
            "client": client.name,
            "telephone": client.phone,
            "email": client.email,
            "agence": client.agency,
            "charge": client.charge_clientele,
            "statut": None,
            "date_effet": None,
            "numero": client.number,
            "dossier": None,
        }
        rows += [
            shown
            | {
                "statut": status(dossier.tags).label,
                "date_effet": dossier.effect_date,
                "dossier": dossier.id,
            }
            for dossier in each.dossiers
        ] or [shown]
    return rows


def finding_row(finding: Finding) -> dict[str, Value]:
    """Return what was looked at as a row of `tDiagnostic`."""
    said = f"OK : {finding.seen}"
    if not finding.sound:
        said = f"À corriger : {finding.seen} {finding.cure}"
    return {"sujet": finding.subject, "constat": said}


def _field(line: JournalLine) -> str:
    """Return the French word for what changed: a tag, a field of the form, a column of Lagon."""
    if line.subject == "drafts":
        return _label(line.field)
    if line.subject == "settings_versions":
        return _setting(line.field)
    return LABELS.get(line.field) or _OWN.get(line.field) or _headers().get(line.field, line.field)


def _setting(name: str) -> str:
    """Return the label of a setting, or whose reason it is."""
    from mplus3_xl.domain.reglages import REASON, settings

    code = name.removesuffix(REASON)
    label = next((each.label for each in settings() if each.code == code), code)
    return label if code == name else f"{label} – motif"


def _label(name: str) -> str:
    """Return the label on the left of a field of the form."""
    area = places.areas(fiche.TITLE).get(name)
    cells = places.cells(fiche.TITLE)
    for col in range(area.first_col, 0, -1) if area else ():
        cell = cells.get((area.first_row, col)) if area else None
        if cell and cell.style is Style.LABEL:
            return str(cell.value)
    return name


def _headers() -> dict[str, str]:
    """Return how Lagon calls a column, by its name in the store."""
    kinds = ("contrats", "clients")
    return {
        column["field"]: column["headers"][0]
        for kind in kinds
        for column in table("columns")[kind].values()
    }
