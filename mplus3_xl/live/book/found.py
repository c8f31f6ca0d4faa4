"""The sheets of a workbook by their titles, which a person may have changed."""

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
            "Redonnez-lui ce nom ; sinon fermez le classeur et refaites-le (mplus3 classeur) : "
            "rien n’est perdu, tout est dans la base.",
        ) from error
