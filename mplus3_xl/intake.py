"""Taking files in, from their paths to the store and the files of refused rows.

The command line and the workbook's buttons both come here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mplus3_xl import bootstrap
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.collection import no_collection
from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError, said_by
from mplus3_xl.exports.rejects import Rejects, write_rejects
from mplus3_xl.importers.columns import Additions, columns
from mplus3_xl.importers.lagon import read_export
from mplus3_xl.services.importing.importing import ImportReport, import_exports, simulate_import
from mplus3_xl.settings import remember_columns, trouble_writing

Progress = Callable[[str], None]
Headers = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Intake:
    """What an import did, and the files of refused rows, by place in the report.

    `again`: the places whose file an earlier import had left, of the very same rows.
    """

    report: ImportReport
    rejects: Mapping[int, Path]
    again: frozenset[int] = frozenset()


@no_collection()
def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    headers: Mapping[str, str],
    progress: Progress,
    *,
    simulated: bool = False,
) -> Intake:
    """Import files, or say what importing them would do.

    `headers` name the header of a column code (`date_effet`); they are remembered in the folder.
    Raises UserError, with nothing changed, when one file or one header is refused, or the store is
    gone.
    """
    named = _by_kind(headers)
    workspace.refuse_if_gone()
    distinct = {path.resolve(): path for path in paths}.values()
    files = _read_all(workspace, distinct, named, progress)
    found = _headers_found(named, files)
    if simulated:
        with ExitStack() as trying:
            made = workspace.has_store()
            store = workspace.store() if made else trying.enter_context(bootstrap.scratch_store())
            return Intake(simulate_import(store, files, workspace.context(), progress), {})
    refuse_unwritable(workspace.folder)
    store = workspace.store(make=True)
    report = import_exports(store, files, workspace.context(), progress)
    kept = _keep(workspace, found, report)
    again = frozenset(at for at, each in kept.items() if each.again)
    return Intake(report, {at: each.path for at, each in kept.items()}, again)


def refuse_unwritable(folder: Path) -> None:
    """Refuse before anything is done what will have to be written there. Raises UserError."""
    if trouble := trouble_writing(folder):
        raise UserError(
            "espace_lecture_seule",
            f"Le dossier de travail « {folder} » ne peut pas être écrit ({trouble}).",
            "Choisissez-en un autre avec --espace, ou demandez vos droits sur celui-ci.",
        )


def _keep(workspace: Workspace, found: Headers, report: ImportReport) -> dict[int, Rejects]:
    """Write what goes beside the store once the import is done: headers, refused rows."""
    try:
        remember_columns(workspace.folder, found)
        return {
            at: write_rejects(each, workspace.folder, workspace.today)
            for at, each in enumerate(report.files)
            if each.problems
        }
    except OSError as error:
        raise UserError(
            "rejets_non_ecrits",
            f"L’import est fait, mais le fichier des rejets n’a pas pu être écrit "
            f"({said_by(error)}).",
            "Libérez de la place ou vos droits sur le dossier, puis importez de nouveau les mêmes "
            "fichiers : rien ne sera compté deux fois.",
        ) from error


def _by_kind(headers: Mapping[str, str]) -> Headers:
    return {
        kind: {
            column.code: headers[column.code] for column in columns(kind) if column.code in headers
        }
        for kind in Kind
    }


def _read_all(
    workspace: Workspace, paths: Iterable[Path], named: Headers, progress: Progress
) -> list[DraftFile]:
    """Read every file, so that all the refusals of one command are said together."""
    remembered = workspace.settings.columns
    additions: Additions = {kind: {**remembered.get(kind, {}), **named[kind]} for kind in Kind}
    files: list[DraftFile] = []
    refusals: list[UserError] = []
    for path in paths:
        progress(f"Lecture de {path.name}")
        try:
            files.append(read_export(path, workspace.agencies, additions, workspace.today))
        except UserError as refusal:
            refusals.append(refusal)
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise UserError(
            "fichiers_refuses",
            " ".join(refusal.what for refusal in refusals),
            " ".join(refusal.remedy for refusal in refusals),
        )
    return files


def _headers_found(named: Headers, files: Sequence[DraftFile]) -> Headers:
    """Keep the named headers that the files have; refuse one that none of them has."""
    found: Headers = {kind: {} for kind in Kind}
    for kind, headers in named.items():
        theirs = {
            fold(str(cell))
            for file in files
            if file.kind == kind
            for cell in file.lines[file.header_line - 1]
        }
        found[kind] = {code: title for code, title in headers.items() if fold(title) in theirs}
    for code, title in (pair for headers in named.values() for pair in headers.items()):
        if not any(code in headers for headers in found.values()):
            raise UserError(
                "colonne_absente",
                f"Aucun des fichiers n’a de colonne « {title} » (demandée pour « {code} »).",
                "Recopiez l’en-tête tel qu’il est écrit dans le fichier.",
            )
    return found
