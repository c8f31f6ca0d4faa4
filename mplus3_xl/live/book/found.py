"""The sheets and the tables of a workbook by their names, which a person may have changed."""

import xlwings as xw

from mplus3_xl.errors import UserError


def sheet_of(book: xw.Book, title: str) -> xw.Sheet:
    """Return a sheet by its title. Raises UserError if a person renamed or removed it."""
    try:
        return book.sheets[title]
    except KeyError as error:
        raise UserError(
            "feuille_absente",
            f"La feuille « {title} » manque : elle a été renommée ou supprimée.",
            "Redonnez-lui ce nom ; sinon fermez le classeur sans enregistrer et rouvrez-le, ou "
            "refaites-le s’il a été enregistré ainsi (mplus3 classeur) : ce que vous avez "
            "enregistré est dans la base.",
        ) from error


def table_of(book: xw.Book, title: str, name: str) -> xw.main.Table:
    """Return a table of a sheet. Raises UserError if a person removed or renamed one of the two."""
    try:
        return sheet_of(book, title).tables[name]
    except KeyError as error:
        raise UserError(
            "table_absente",
            f"La table de la feuille « {title} » manque : elle a été convertie en plage, renommée "
            "ou supprimée.",
            "Fermez le classeur sans enregistrer et rouvrez-le, ou refaites-le s’il a été "
            "enregistré ainsi (mplus3 classeur) : ce que vous avez enregistré est dans la base.",
        ) from error
