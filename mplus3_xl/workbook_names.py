"""What a workbook may be called: xlwings tells a click its name, up to the first equals sign."""

from mplus3_xl.errors import UserError


def refuse_equals_sign(name: str) -> None:
    """Refuse a name that xlwings would cut: no button of that workbook would work (UserError)."""
    if "=" in name:
        raise UserError(
            "classeur_nom_egal",
            f"Le nom du classeur « {name} » contient le signe = : aucun de ses boutons ne "
            "marcherait.",
            f"Donnez-lui un nom sans ce signe, par exemple « {name.replace('=', '-')} ».",
        )
