"""The blocks of `Paramètres` where a manager types lines: agencies, hours, chargés, absences.

Each keeps its size, so that all of them are read and written at once.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.agency.absences import PLACE, Absence
from mplus3_xl.domain.agency.agencies import WEEKDAYS, Agency, parse_ranges, spoken
from mplus3_xl.domain.agency.charges import CHARGE, Charge
from mplus3_xl.domain.agency.site_hours import HOURS
from mplus3_xl.domain.agency.sites import AGENCY, Sites, lines_of
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout import choices, lists
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.reglages.parametres_set import WIDTHS
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import table as rule_table

Line: TypeAlias = Sequence[Value]


class LineBlock(NamedTuple):
    """A block: how the places of its problems begin, its table, what is read above it, its size."""

    place: str
    table: str
    title: str
    why: str
    columns: tuple[Column, ...]
    size: int

    @property
    def name(self) -> str:
        """Its defined name."""
        return f"parametres_{self.place}"


def _legal_hours() -> str:
    legal = rule_table("calling_hours")["legal"]
    days = ", ".join(WEEKDAYS[day - 1] for day in legal["days"])
    return f"{days}, {spoken(parse_ranges(legal['ranges']))}, sauf jours fériés (D223-9)"


AGENCIES = LineBlock(
    AGENCY,
    "tAgences",
    "Agences",
    "Un export est rattaché par le nom de l’agence, sinon par le code du fichier. Plusieurs noms "
    "ou codes se séparent par une virgule.",
    (
        Column("agence", "Agence", WIDTHS[0], typed=True),
        Column("alias", "Autres noms", WIDTHS[1], Kind.WRAPPED, typed=True),
        Column("codes", "Codes du site", WIDTHS[2], Kind.WRAPPED, typed=True),
        Column("assureur", "Assureur", WIDTHS[3], typed=True),
        Column("email", "E-mail", WIDTHS[4], typed=True),
        Column("telephone", "Téléphone", WIDTHS[5], typed=True),
    ),
    8,
)
WEEKS = LineBlock(
    HOURS,
    "tHoraires",
    "Horaires d’appel",
    f"On appelle quand l’agence est ouverte et que la loi le permet : {_legal_hours()}.",
    (
        Column("agence", "Agence", WIDTHS[0], typed=True),
        Column("matin", "Matin", WIDTHS[1], typed=True),
        Column("apres_midi", "Après-midi", WIDTHS[2], typed=True),
        Column("jours", "Jours", WIDTHS[3], Kind.WRAPPED, typed=True),
    ),
    16,
)
CHARGES = LineBlock(
    CHARGE,
    "tCharges",
    "Chargés de clientèle",
    "Écrivez sous la liste un nom que Lagon ne donne pas encore. Non : il n’est plus proposé ; ses "
    "dossiers restent les siens, affectez-les dans la File.",
    (
        Column("charge", "Chargé de clientèle", WIDTHS[0], typed=True),
        Column(
            "en_service", "En service", WIDTHS[1], Kind.CENTRED, choices=lists.YES_NO, typed=True
        ),
        Column("agences", "Agences de ses dossiers", WIDTHS[2], Kind.WRAPPED),
    ),
    24,
)
ABSENCES = LineBlock(
    PLACE,
    "tAbsences",
    "Absences",
    "Premier et dernier jour inclus. Les dossiers se donnent dans la File, par Affecter. "
    "Effacez les lignes passées pour faire de la place.",
    (
        Column("charge", "Chargé de clientèle", WIDTHS[0], choices=choices.CHARGES, typed=True),
        Column("du", "Absent du", WIDTHS[1], Kind.DATE, typed=True),
        Column("au", "Au", WIDTHS[2], Kind.DATE, typed=True),
        Column("remplacant", "Remplaçant", WIDTHS[3], choices=choices.CHARGES, typed=True),
    ),
    15,
)
LINE_BLOCKS = (AGENCIES, WEEKS, CHARGES, ABSENCES)
SHOWN_CHARGES = "parametres_charges_montres"
"""The names of `CHARGES` as they were shown, unseen beside them: what is typed over is not lost."""


def lines(
    agencies: Sequence[Agency], charges: Sequence[Charge], absences: Iterable[Absence]
) -> dict[str, list[Line]]:
    """Return the lines of the blocks, by their names."""
    sites: Sites = lines_of(agencies)
    return {
        AGENCIES.name: [[text or None for text in line] for line in sites.lines],
        WEEKS.name: [[text or None for text in line] for line in sites.hours],
        CHARGES.name: [
            (each.name, yes_no(each.in_service), ", ".join(each.agencies) or None)
            for each in charges
        ],
        SHOWN_CHARGES: [(each.name,) for each in charges],
        ABSENCES.name: [tuple(each) for each in absences],
    }
