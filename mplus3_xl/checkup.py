"""`mplus3 verifier`: what is sound, what is not, and the cure of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from mplus3_xl import rules
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.faults import told
from mplus3_xl.layout.french import count
from mplus3_xl.settings import trouble_writing
from mplus3_xl.settings_keys import unread_keys

_OTHER_FOLDER = (
    "Vérifiez que son disque est là et que vous avez le droit d’y écrire, ou choisissez un autre "
    "dossier (--espace)."
)
_REBUILD = "Refaites le classeur : mplus3 classeur. Ne l’enregistrez pas avec un autre programme."
_OTHER_FILE = "Donnez un classeur M+3 entier (.xlsm ou .xlsx) ; mplus3 classeur en refait un."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is sound, what was seen, and the cure if it is not.

    Sound with a cure, it is something to know: what this seat does without.
    """

    subject: str
    sound: bool
    seen: str
    cure: str = ""

    @property
    def to_know(self) -> bool:
        """Whether nothing is wrong, and yet something is to be known."""
        return self.sound and bool(self.cure)


def look(workspace: Workspace) -> Iterator[Finding]:
    """Look at everything that the program needs, one finding each."""
    yield _rules()
    yield _folder(workspace)
    yield from _unread(workspace.folder)
    yield from _old_texts(workspace.folder)
    yield from _month()
    yield from _store(workspace)


def look_at_workbook(path: Path) -> Iterator[Finding]:
    """Look for what Excel would repair or refuse in a workbook. Raises UserError."""
    from mplus3_xl.painter.proof import check

    if not path.is_file():
        raise UserError(
            "fichier_introuvable",
            f"« {path} » est un dossier." if path.is_dir() else f"« {path} » n’existe pas.",
            "Donnez le chemin d’un classeur .xlsm ou .xlsx.",
        )
    found = check(path)
    for finding in found:
        cure = _OTHER_FILE if finding.code == "zip-illisible" else _REBUILD
        yield Finding(finding.where, False, f"{finding.message} ({finding.code})", cure)
    if not found:
        yield Finding(path.name, True, "rien qu’Excel aurait à réparer")


def _rules() -> Finding:
    names = sorted(
        file.name.removesuffix(".toml")
        for file in resources.files(rules).iterdir()
        if file.name.endswith(".toml")
    )
    for name in names:
        rules.table(name)
    return Finding("Tables de règles", True, f"{len(names)} tables lues")


def _folder(workspace: Workspace) -> Finding:
    folder = workspace.folder
    if not folder.is_dir():
        return _folder_to_make(folder)
    if trouble := trouble_writing(folder):
        return Finding("Dossier de travail", False, f"{folder} : {trouble}", _OTHER_FOLDER)
    return Finding("Dossier de travail", True, f"{folder} : lecture et écriture permises")


def _folder_to_make(folder: Path) -> Finding:
    """Say whether a folder that is not there can be made, without making it."""
    there = (each for each in (folder, *folder.parents) if each.exists())
    nearest = next(there, Path(folder.anchor))  # of a drive or a share that is not there, none is
    trouble = "c’est un fichier" if nearest.is_file() else trouble_writing(nearest)
    if trouble:
        seen = f"{folder} : ne peut pas être créé ({nearest} : {trouble})"
        return Finding("Dossier de travail", False, seen, _OTHER_FOLDER)
    return Finding("Dossier de travail", True, f"{folder} : sera créé au premier import")


def _unread(folder: Path) -> Iterator[Finding]:
    """Find what `mplus3.toml` sets in vain: a store under a wrong name leaves this seat alone."""
    if names := unread_keys(folder):
        cure = "Corrigez ces noms, ou ôtez-les : le README dit ceux qui se lisent."
        yield Finding(
            "Réglages du dossier", False, f"mplus3.toml, pas lu : {', '.join(names)}", cure
        )


def _old_texts(folder: Path) -> Iterator[Finding]:
    """Find the files that held the agency's words before the sheet Scripts did."""
    names = [f"scripts/{file.name}" for file in sorted((folder / "scripts").glob("*.txt"))]
    if names:
        seen = count(len(names), "fichier n’est plus lu", "fichiers ne sont plus lus")
        cure = "Recopiez chaque texte dans la feuille Scripts, puis enlevez son fichier."
        yield Finding("Textes de l’agence", False, f"{seen} : {', '.join(names)}", cure)


def _month() -> Iterator[Finding]:
    """Say that the month cannot be given out from here; other seats do, and this one works."""
    if find_spec("pandas") is None:
        from mplus3_xl.exports.month_summary import no_pandas

        refusal = no_pandas()
        yield Finding("Export du mois", True, refusal.what, refusal.remedy)


def _store(workspace: Workspace) -> Iterator[Finding]:
    try:
        if not workspace.has_store():
            workspace.refuse_if_gone()
            yield Finding("Base", True, "pas encore créée : elle le sera au premier import")
            return
        store = workspace.store()
        with store.read() as unit:
            faults = unit.faults()
            counts = unit.counts()
            waiting = len(unit.file_erasures())
    except UserError as refusal:
        yield Finding("Base", False, refusal.what, refusal.remedy)
        return
    held = {"clients": "client", "contracts": "contrat", "dossiers": "dossier"}
    seen = ", ".join(count(counts[table], word, f"{word}s") for table, word in held.items())
    yield Finding("Base", True, seen)
    if waiting:
        erased = count(waiting, "client effacé", "clients effacés")
        seen = f"{erased} de la base, pas encore des sauvegardes"
        cure = (
            "Lancez une autre commande, par exemple mplus3 rgpd purger : elle finit l’effacement."
        )
        yield Finding("Effacements", False, seen, cure)
    if workspace.settings.agencies and workspace.reglages.sites:
        seen = "celles de mplus3.toml ne servent plus : un responsable les a mises dans Paramètres"
        cure = "Ôtez les [[agence]] de mplus3.toml, ou corrigez les agences dans Paramètres."
        yield Finding("Agences", False, seen, cure)
    subject = "Cohérence de la base"
    yield from (Finding(subject, False, seen, cure) for seen, cure in told(faults))
    if not faults:
        yield Finding(subject, True, "aucune anomalie")
