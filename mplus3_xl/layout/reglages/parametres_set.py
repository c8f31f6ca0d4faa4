"""The blocks of `Paramètres` where a manager sets values: limits, families, gaps, pieces.

A line a setting; the value and its reason stand in the same columns of each block.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from mplus3_xl.domain.bilan.gaps import level_label
from mplus3_xl.domain.bilan.inventory import family_label
from mplus3_xl.domain.call.piece_rules import COMMON, PieceLevel
from mplus3_xl.domain.limits import said_source
from mplus3_xl.domain.reglages.set_values import limit_settings
from mplus3_xl.domain.reglages.setting import Setting
from mplus3_xl.domain.reglages.switches import FAMILY, GAP, PIECE, families, gaps, pieces
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout import lists
from mplus3_xl.layout.bilan.bilan_columns import BASKETS
from mplus3_xl.layout.forms import check
from mplus3_xl.layout.french import count, first_of
from mplus3_xl.layout.model import Area, Check, Column, Table, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import is_verified
from mplus3_xl.rules import table as rule_table

Line: TypeAlias = tuple[Value, ...]

WIDTHS = (56.0, 18.0, 22.0, 34.0, 36.0, 15.0)
"""Of the columns that all the blocks share, in characters: together, a screen's width at most."""
SETTING_VALUE, SETTING_REASON = 1, 3


class SetBlock(NamedTuple):
    """A block: its defined name, its table, what is read above it, and its settings.

    `beside` returns the two cells of a line that say more of a setting: the third and the last.
    """

    name: str
    table: str
    title: str
    why: str
    columns: tuple[Column, ...]
    settings: Callable[[], tuple[Setting, ...]]
    beside: Callable[[Setting], tuple[str, str]]

    def lines(self, values: Mapping[str, Any], reasons: Mapping[str, str]) -> list[Line]:
        """Return the lines; `values` and `reasons` are what was set, by code."""
        lines: list[Line] = []
        for each in self.settings():
            unit, last = self.beside(each)
            value = shown(values.get(each.code, each.default))
            lines.append((each.label, value, unit, reasons.get(each.code), last))
        return lines

    def checks(self, placed: Table) -> tuple[tuple[Area, Check], ...]:
        """Return what each value may be, and how long its reason is."""
        col = placed.col + SETTING_VALUE
        values = tuple(
            (Area(row, col, row, col), _value_check(each))
            for row, each in enumerate(self.settings(), placed.first)
        )
        return (*values, (placed.area_of("motif"), check("Motif", Kind.TEXT)))


def shown(value: Any) -> Value:
    """Return a yes or no as a word, a number as it is."""
    if isinstance(value, bool):
        return yes_no(value)
    number: Value = value
    return number


def _of_limit(each: Setting) -> tuple[str, str]:
    limit = rule_table("attempts")["limit"].get(each.code)  # none for the days of a window
    doubt = _doubt(limit) if limit else ""
    return "" if each.yes_no else each.unit, f"{said_source(each.source)}{doubt}"


def _doubt(rule: Mapping[str, Any]) -> str:
    return "" if is_verified(rule) else ", non vérifié"


def _of_family(each: Setting) -> tuple[str, str]:
    """Return the basket, and for whom."""
    family = _rule("families", "family", each.code.removeprefix(FAMILY))
    kinds = (ClientType(kind).label for kind in family["client_types"])
    return BASKETS[family["basket"]], ", ".join(kinds)


def _of_gap(each: Setting) -> tuple[str, str]:
    """Return the level, and the contracts that cover it."""
    gap = _rule("gaps", "gap", each.code.removeprefix(GAP))
    level = level_label(gap["level"])
    return f"{level}{_doubt(gap)}", " · ".join(map(family_label, gap["covered_by"]))


def _of_piece(each: Setting) -> tuple[str, str]:
    """Return its level, and the families that ask for it: the first ones, and how many more."""
    code = each.code.removeprefix(PIECE)
    sets = rule_table("pieces")["set"]
    levels = [level for level in PieceLevel if any(code in entry[level.value] for entry in sets)]
    names = {entry["code"] for entry in sets for level in PieceLevel if code in entry[level.value]}
    asking = [
        family["label"]
        for family in rule_table("families")["family"]
        if names & {COMMON, *family["pieces"]}
    ]
    level = levels[0].label if len(levels) == 1 else "Selon la famille"
    if len(asking) == len(rule_table("families")["family"]):
        return level, "Toutes les familles"
    return level, _first_of(asking, int(WIDTHS[-2]))


def _first_of(names: Sequence[str], most: int) -> str:
    """Return names in a row, as many as `most` characters hold, or how many there are."""
    for kept in range(len(names), 0, -1):
        said = first_of(names, kept, " · ")
        if len(said) <= most:
            return said
    return count(len(names), "famille", "familles")


def _rule(name: str, kind: str, code: str) -> dict[str, Any]:
    return next(each for each in rule_table(name)[kind] if each["code"] == code)


def _value_check(each: Setting) -> Check:
    if each.yes_no:
        return check(each.label, Kind.TEXT, choices=lists.YES_NO)
    made = check(each.label, Kind.WHOLE)
    bounds = f"tapez un nombre entier de {each.least} à {each.most}."
    error = f"{each.label} : {bounds}"
    return made._replace(lowest=each.least, highest=each.most, error=error)


LIMITS = SetBlock(
    "parametres_reglages",
    "tParametres",
    "Limites de l’appel",
    "Un responsable les règle, puis Enregistrer les réglages. Bornes incluses.",
    (
        Column("reglage", "Réglage", WIDTHS[0]),
        Column("valeur", "Valeur", WIDTHS[1], Kind.WHOLE, typed=True),
        Column("unite", "Unité", WIDTHS[2]),
        Column("motif", "Motif, si plus large que la règle", WIDTHS[3], typed=True),
        Column("source", "D’où il vient", WIDTHS[4]),
    ),
    limit_settings,
    _of_limit,
)
FAMILIES = SetBlock(
    "parametres_familles",
    "tFamilles",
    "Familles du bilan",
    "Non : la famille n’est plus demandée. Ce qui en est détenu reste montré, le reste est gardé.",
    (
        Column("famille", "Famille", WIDTHS[0], Kind.WRAPPED),
        Column("valeur", "Demandée", WIDTHS[1], Kind.CENTRED, typed=True),
        Column("panier", "Panier", WIDTHS[2]),
        Column("motif", "Motif", WIDTHS[3], typed=True),
        Column("types", "Pour qui", WIDTHS[4]),
    ),
    families,
    _of_family,
)
GAPS = SetBlock(
    "parametres_manques",
    "tReglesManques",
    "Manques annoncés",
    "Sans sa famille, un manque se tait ; s’il n’est pas vérifié, l’annoncer demande un motif.",
    (
        Column("manque", "Manque", WIDTHS[0], Kind.WRAPPED),
        Column("valeur", "Annoncé", WIDTHS[1], Kind.CENTRED, typed=True),
        Column("niveau", "Niveau", WIDTHS[2]),
        Column("motif", "Motif, s’il n’est pas vérifié", WIDTHS[3], typed=True),
        Column("contrats", "Contrats qui le couvrent", WIDTHS[4], Kind.WRAPPED),
    ),
    gaps,
    _of_gap,
)
PIECES = SetBlock(
    "parametres_pieces",
    "tReglesPieces",
    "Pièces demandées",
    "Non : la pièce n’est plus demandée ni attendue. Chaque assureur a sa liste ; se passer d’une "
    "pièce obligatoire demande un motif.",
    (
        Column("piece", "Pièce", WIDTHS[0], Kind.WRAPPED),
        Column("valeur", "Demandée", WIDTHS[1], Kind.CENTRED, typed=True),
        Column("niveau", "Niveau", WIDTHS[2]),
        Column("motif", "Motif, si elle est obligatoire", WIDTHS[3], typed=True),
        Column("familles", "Familles", WIDTHS[4], Kind.WRAPPED),
    ),
    pieces,
    _of_piece,
)
SET_BLOCKS = (LIMITS, FAMILIES, GAPS, PIECES)
