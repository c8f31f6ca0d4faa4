"""The last step of the build: the ribbon goes into the package that XlsxWriter wrote.

XlsxWriter has no word for the ribbon. The package is written anew, with fixed dates, so that the
same content gives the same bytes.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can hold: what Excel itself writes


def with_ribbon(workbook: bytes, ribbon: bytes) -> bytes:
    """The package `workbook` with the ribbon part added; every other part as it was.

    Raises ValueError when it has a ribbon already.
    """
    parts = read_parts(workbook)
    if RIBBON_PART in parts:
        raise ValueError("ce classeur a déjà un ruban")
    parts[_ROOT_RELATIONSHIPS] = _add_relationship(parts[_ROOT_RELATIONSHIPS])
    parts[RIBBON_PART] = ribbon
    return _write(parts)


def read_parts(workbook: bytes) -> dict[str, bytes]:
    """The parts of a package, by name, in their order."""
    with ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _write(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _DATE)
            entry.create_system = 0  # the same on every platform
            entry.external_attr = 0
            package.writestr(entry, content, ZIP_DEFLATED)
    return written.getvalue()


def _add_relationship(part: bytes) -> bytes:
    line = f'<Relationship Id="rIdRuban" Type="{_RIBBON_TYPE}" Target="{RIBBON_PART}"/>'
    before, end, after = part.rpartition(b"</Relationships>")
    return before + line.encode("ascii") + end + after
