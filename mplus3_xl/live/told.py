"""What tables and messages say of an import, of the journal and of what was looked at."""

from collections.abc import Iterable

from mplus3_xl.checkup import Finding
from mplus3_xl.intake import Intake
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.services.journal_told import ToldLine
from mplus3_xl.services.search import Found

AGAIN = "Mêmes lignes refusées que la fois d’avant. "


def import_lines(intake: Intake) -> str:
    """Say the counts of each file, and where its refused rows are."""
    said = []
    for at, file in enumerate(intake.report.files):
        counts = (
            count(file.file.read, "ligne lue", "lignes lues"),
            count(file.created, "nouvelle", "nouvelles"),
            count(file.modified, "modifiée", "modifiées"),
            count(file.unchanged, "inchangée", "inchangées"),
            count(file.refused, "refusée", "refusées"),
        )
        rejects = intake.rejects.get(at)
        where = f" {AGAIN if at in intake.again else ''}Corrigez puis importez {rejects}."
        said.append(f"{file.file.name} : {', '.join(counts)}.{where if rejects else ''}")
    if differences := intake.report.conflicts:
        kept = count(differences, "différence", "différences")
        said.append(f"{kept} avec ce qui a été saisi (la saisie est gardée) : feuille Reports.")
    return " ".join(said)


def journal_row(line: ToldLine) -> dict[str, Value]:
    """Return a line of the journal as a row of `tJournal`."""
    return {
        "quand": line.at,
        "qui": line.author,
        "client": line.client,
        "quoi": line.what,
        "avant": line.before,
        "apres": line.after,
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
