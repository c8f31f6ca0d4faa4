"""Tables: titles equal to their header cells, a range that fits, names of their own."""

from collections.abc import Iterator

from mplus3_xl.painter.proof.areas import Area, overlaps, read_area
from mplus3_xl.painter.proof.book import Book, Sheet, Table, child, descendants, number
from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.names import is_valid

LONGEST_TITLE = 255  # characters


def findings(book: Book) -> Iterator[Finding]:
    """Faults of every table."""
    for name in repeated(table.name.lower() for table in book.tables):
        yield Finding(name, "table-doublon", "deux tables de ce nom")
    for identifier in repeated(table.root.get("id") for table in book.tables):
        yield Finding(f"table {identifier}", "table-numero", "numéro de table en double")
    for part in repeated(table.part for table in book.tables):
        yield Finding(part, "table-partagee", "table posée sur deux feuilles")
    for table in book.tables:
        yield from _columns(table)
        yield from _range(book, table)
    for sheet in book.sheets:
        yield from _neighbours(book, sheet)


def _columns(table: Table) -> Iterator[Finding]:
    where = table.name or table.part
    if not is_valid(table.name):
        yield Finding(where, "table-nom", "nom de table interdit")
    titles = [column.get("name", "") for column in table.columns]
    for title in repeated(title.lower() for title in titles):
        yield Finding(where, "table-titres", f"deux colonnes s’appellent « {title} »")
    if any(not 0 < len(title) <= LONGEST_TITLE for title in titles):
        yield Finding(where, "table-titre-long", "titre vide ou de plus de 255 caractères")
    if len({column.get("id") for column in table.columns}) < len(titles):
        yield Finding(where, "table-colonnes", "numéro de colonne en double")
    announced = child(table.root, "tableColumns").get("count")
    if announced is not None and number(announced, -1) != len(titles):
        yield Finding(where, "table-nombre", "nombre de colonnes annoncé et trouvé diffèrent")


def _range(book: Book, table: Table) -> Iterator[Finding]:
    where = table.name or table.part
    area = read_area(table.root.get("ref", ""))
    if area is None:
        yield Finding(where, "table-plage", "la plage de la table est impossible")
        return
    if area.right - area.left + 1 != len(table.columns):
        yield Finding(where, "table-largeur", "la plage n’a pas autant de colonnes que la table")
    header = number(table.root.get("headerRowCount"), 1)
    totals = number(table.root.get("totalsRowCount"))
    if area.bottom - area.top + 1 <= header + totals:
        yield Finding(where, "table-vide", "la table n’a pas de ligne de données")
    filtered = read_area(child(table.root, "autoFilter").get("ref", "")) or area
    if filtered != area._replace(bottom=area.bottom - totals) or not header:
        yield Finding(where, "table-filtre", "le filtre ne couvre pas la table")
    if header:
        yield from _titles(book, table, area)


def _titles(book: Book, table: Table, area: Area) -> Iterator[Finding]:
    row = {
        place.left: cell
        for cell in table.sheet.cells
        if (place := read_area(cell.ref)) and place.top == area.top
    }
    for column, title in enumerate(table.titles, start=area.left):
        found = row.get(column)
        if found is None or found.formula is not None or book.text(found) != title:
            message = f"la cellule d’en-tête ne porte pas le titre « {title} »"
            yield Finding(table.name, "table-entete", message)


def _neighbours(book: Book, sheet: Sheet) -> Iterator[Finding]:
    tables = [table for table in book.tables if table.sheet is sheet]
    areas = [area for table in tables if (area := read_area(table.root.get("ref", "")))]
    if overlaps(areas):
        yield Finding(sheet.name, "table-chevauche", "deux tables se chevauchent")
    merged = [read_area(m.get("ref", "")) for m in descendants(sheet.root, "mergeCell")]
    if any(area.meets(other) for area in areas for other in merged if other):
        yield Finding(sheet.name, "table-fusion", "cellules fusionnées dans une table")
    own = read_area(child(sheet.root, "autoFilter").get("ref", ""))
    if own and any(area.meets(own) for area in areas):
        yield Finding(sheet.name, "table-deux-filtres", "filtre de feuille posé sur une table")
    announced = child(sheet.root, "tableParts").get("count")
    if announced is not None and number(announced, -1) != len(tables):
        yield Finding(sheet.name, "table-annonce", "nombre de tables annoncé et trouvé diffèrent")
