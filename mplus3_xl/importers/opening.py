"""Opening a file that somebody dropped: what it really is, and refusing it by that name.

The content decides, not the ending. Nothing is read that the limits below do not bound.
"""

import zipfile
from pathlib import Path
from typing import NoReturn

from mplus3_xl.errors import UserError, said_by

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = (b"<html", b"<!doctype", b"<table", b"<style", b"<meta", b"<head", b"<div", b"mime-version")


def kind_of(path: Path) -> str:
    """Return "xlsx", "xls" or "csv". Raises UserError for anything else, naming it."""
    head = _head_of(path)
    if not head.strip(b"\0 \r\n\t"):
        raise UserError(
            "fichier_vide",
            f"« {path.name} » est vide.",
            "Refaites l’export depuis Lagon : celui-ci n’a rien donné.",
        )
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_HTML):
        _refuse_format(path, "une page web déguisée en classeur")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        _refuse_format(path, "un document XML")
    if head.startswith(b"%PDF"):
        _refuse_format(path, "un PDF")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse_format(path, "un fichier d’un autre programme")
    return "csv"


def _head_of(path: Path) -> bytes:
    """Return the first bytes of a file. Raises UserError for one that cannot be read."""
    try:
        _refuse_if_open_elsewhere(path)
        with path.open("rb") as file:
            return file.read(4096)
    except PermissionError:
        _refuse_open(path)
    except OSError as error:
        raise UserError(
            "fichier_illisible",
            f"« {path.name} » ne peut pas être lu ({said_by(error)}).",
            "Copiez-le sur ce poste, puis recommencez.",
        ) from error


def _refuse_if_open_elsewhere(path: Path) -> None:
    """Refuse a file that a spreadsheet holds: the disk may not have what the person sees."""
    if not path.exists():
        raise UserError(
            "fichier_introuvable",
            f"« {path} » n’existe pas.",
            "Vérifiez le nom et le dossier du fichier.",
        )
    if path.is_dir():
        raise UserError(
            "fichier_dossier",
            f"« {path} » est un dossier.",
            "Donnez les fichiers eux-mêmes (l’export des contrats et celui des clients).",
        )
    locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if path.name.startswith(("~$", ".~lock.")) or any(lock.exists() for lock in locks):
        _refuse_open(path)


def _refuse_open(path: Path) -> NoReturn:
    raise UserError(
        "fichier_ouvert",
        f"« {path.name} » est ouvert dans un tableur, ou vos droits ne permettent pas de le lire.",
        "Fermez-le (après un arrêt brutal d’Excel, supprimez le fichier ~$ resté à côté), "
        "puis recommencez.",
    )


def _refuse_format(path: Path, what: str) -> NoReturn:
    raise UserError(
        "format_inconnu",
        f"« {path.name} » est {what}, pas un classeur ni un csv.",
        "Ouvrez-le dans Excel, enregistrez-le au format .xlsx, puis importez ce fichier-là.",
    )


def refuse_damaged(path: Path) -> NoReturn:
    """Refuse a workbook that cannot be read to its end."""
    raise UserError(
        "fichier_tronque",
        f"« {path.name} » est incomplet ou abîmé (copie ou téléchargement interrompu).",
        "Copiez ou téléchargez-le de nouveau, ou refaites l’export.",
    )


def refuse_protected(path: Path) -> NoReturn:
    """Refuse a workbook that asks for a password."""
    raise UserError(
        "fichier_protege",
        f"« {path.name} » est protégé par un mot de passe.",
        "Ouvrez-le dans Excel, retirez le mot de passe (Fichier, Informations), enregistrez, "
        "puis recommencez.",
    )


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        refuse_damaged(path)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        _refuse_format(path, "un classeur binaire (.xlsb)")
    _refuse_format(path, "une archive ou un document d’un autre programme")


def _kind_of_ole(path: Path) -> str:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        refuse_protected(path)
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "xls"
    if path.suffix.lower() == ".xls":
        refuse_damaged(path)  # its directory is missing
    _refuse_format(path, "un document d’un autre programme")
