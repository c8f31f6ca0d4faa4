"""What a file is that is no package of parts, in French, from its first bytes."""

from codecs import BOM_UTF8, BOM_UTF16_LE
from pathlib import Path

from mplus3_xl.painter.vba.container import MAGIC

# The stream that holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4), as the directory spells it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS = (
    (b"PK", "c’est un classeur incomplet ou abîmé"),
    (BOM_UTF16_LE, "c’est un fichier de texte"),
    (b"%PDF", "c’est un document PDF"),
    (MAGIC, "c’est un ancien fichier Office (.xls, .doc…), à enregistrer au format .xlsx"),
)
_SEPARATORS = b";\t,"


def kind_of(path: Path) -> str:
    """Say what the file at `path` is; it never raises."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "il n’existe pas"
    except OSError:
        return "il ne se laisse pas lire"
    return _kind(content)


def _kind(content: bytes) -> str:
    if not content:
        return "il est vide"
    if content.startswith(MAGIC) and _ENCRYPTED in content:
        return "c’est un classeur protégé par un mot de passe"
    for beginning, words in _BEGINNINGS:
        if content.startswith(beginning):
            return words
    if b"\0" in content:
        return "son contenu n’est pas celui d’un classeur"
    if content.removeprefix(BOM_UTF8).lstrip().startswith(b"<"):
        return "c’est une page web ou un fichier XML"
    return "c’est un fichier csv" if _has_columns(content) else "c’est un fichier de texte"


def _has_columns(content: bytes) -> bool:
    """Whether the first two lines have the same number of a separator, which is not none."""
    lines = content.splitlines()[:2]
    counts = [{line.count(separator) for line in lines} for separator in _SEPARATORS]
    return any(len(count) == 1 and count != {0} for count in counts)
