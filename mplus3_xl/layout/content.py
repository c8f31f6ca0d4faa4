"""What the workbook shows, as one value: the services fill it, the sheets read it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge
from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.layout.model import NOTHING, Value

if TYPE_CHECKING:
    from mplus3_xl.domain.agency.absences import Absence


class Counters(NamedTuple):
    """How many dossiers stand where, for the cards of Accueil."""

    a_appeler: int = 0
    dans_la_fenetre: int = 0
    se_ferment: int = 0
    en_retard: int = 0
    bientot: int = 0
    en_cours: int = 0


class Alerts(NamedTuple):
    """What a person has to look at: numbers of actions, rows, clients or dossiers."""

    actions_en_retard: int = 0
    actions_du_jour: int = 0
    refusees: int = 0
    conflits: int = 0
    absents: int = 0
    doublons: int = 0
    remplacements: int = 0
    familles_inconnues: int = 0
    sans_charge: int = 0
    utilisateurs: int = 0


class Content(NamedTuple):
    """Everything that the workbook of the day `au` shows.

    `frozen_day` is true when `au` is not the real day (the demo). `settings` holds the values
    that a manager set, by code, and `reasons` why. `fields` (one value) and `blocks`
    (lines of values) fill the forms and their tables, by defined name or table name; without them
    the forms are empty. `interpreters` name the Python that the buttons start, by its setting of
    xlwings; without it, it is where an installation usually puts it. `store` is which store the
    workbook is made for. Without `macros` it is one to read.
    """

    au: date
    version: str
    frozen_day: bool = False
    queue: Queue = Queue.of(())
    counters: Counters = Counters()
    alerts: Alerts = Alerts()
    agencies: tuple[Agency, ...] = ()
    charges: tuple[Charge, ...] = ()
    absences: "tuple[Absence, ...]" = ()
    settings: Mapping[str, Any] = NOTHING
    reasons: Mapping[str, str] = NOTHING
    fields: Mapping[str, Value] = NOTHING
    blocks: Mapping[str, Sequence[Sequence[Value]]] = NOTHING
    xlwings_version: str = ""
    interpreters: Mapping[str, str] = NOTHING
    released: date | None = None
    store: str = ""
    macros: bool = False
