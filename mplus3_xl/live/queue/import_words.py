"""What the message says of an import: its counts, its refused rows, what is to be looked at."""

from collections.abc import Iterator, Sequence

from mplus3_xl.errors import Problem
from mplus3_xl.intake import Intake
from mplus3_xl.layout.french import count, first_of
from mplus3_xl.services.importing.emptied import emptied_said
from mplus3_xl.services.importing.hidden_rows import hidden_said
from mplus3_xl.services.importing.importing import FileReport, ImportReport
from mplus3_xl.services.importing.other_site import other_site_said
from mplus3_xl.services.importing.out_of_service import out_of_service_said

AGAIN = "Mêmes lignes refusées que la fois d’avant. "
_REMARKS = 2  # how many remarks and column titles a message has room for


def import_lines(intake: Intake) -> str:
    """Say the counts of each file, where its refused rows are, and what is to be looked at."""
    files = (_file_line(intake, at, file) for at, file in enumerate(intake.report.files))
    return " ".join([*files, *_to_look_at(intake.report)])


def _file_line(intake: Intake, at: int, file: FileReport) -> str:
    counts = (
        count(file.file.read, "ligne lue", "lignes lues"),
        count(file.created, "nouvelle", "nouvelles"),
        count(file.modified, "modifiée", "modifiées"),
        count(file.unchanged, "inchangée", "inchangées"),
        count(file.refused, "refusée", "refusées"),
    )
    rejects = intake.rejects.get(at)
    where = f" {AGAIN if at in intake.again else ''}Corrigez puis importez {rejects}."
    return f"{file.file.name} : {', '.join(counts)}.{where if rejects else ''}"


def _to_look_at(report: ImportReport) -> Iterator[str]:
    yield from hidden_said(each.file for each in report.files)
    if made := report.new_dossiers:
        yield f"{count(made, 'nouveau dossier', 'nouveaux dossiers')}."
    if report.out_of_service:
        yield out_of_service_said(report.out_of_service)
    yield from other_site_said(report.other_site)
    if gone := report.absent:
        absent = count(gone, "contrat absent", "contrats absents")
        yield f"{absent} du dernier export : à vérifier dans Lagon."
    if differences := report.conflicts:
        kept = count(differences, "différence", "différences")
        yield f"{kept} avec la base (rien n’est écrasé) : feuille Reports."
    if report.emptied:
        yield emptied_said(report.emptied)
    if doubles := len(report.doubles):
        yield f"{count(doubles, 'double probable', 'doubles probables')} : feuille Doubles."
    titles = [title for each in report.files for title in each.file.set_aside]
    if titles:
        shown = first_of([f"« {title} »" for title in titles], _REMARKS)
        yield f"Colonnes mises de côté : {shown}."
    yield from _remarks([warning for each in report.files for warning in each.file.warnings])


def _remarks(warnings: Sequence[Problem]) -> Iterator[str]:
    for each in warnings[:_REMARKS]:
        column = f", {each.column}" if each.column else ""
        yield f"À vérifier : ligne {each.line}{column} : {each.message}"
    if left := len(warnings[_REMARKS:]):
        names = " ".join(dict.fromkeys(f'"{each.file}"' for each in warnings))
        others = count(left, "autre remarque", "autres remarques")
        yield f"Et {others} ; pour tout lire : mplus3 importer --simuler {names}."
