"""The queue: what is shown of each dossier, in calling order.

`QueueRow` is what every screen and export shows of a dossier; its fields bear the French names
of the command line's answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status


class QueueRow(NamedTuple):
    """One line of the queue; days are `date`, moments Paris local time.

    What is the dossier's own comes first; what those of its profile share, from `raison` on.
    `charge` is who has the dossier that day; one that was given to him (`affecte`) names its owner,
    and the last day before it is the owner's again.
    """

    rang: int
    dossier: int
    client: str | None
    nom: str
    contrats: tuple[str, ...]
    familles: tuple[str, ...]
    date_effet: date
    client_existant: bool
    absent_dernier_export: bool
    remplacement_probable: bool
    telephone: str | None
    email: str | None
    nom_seul: bool
    charge: str | None
    affecte: bool
    titulaire: str | None
    affecte_jusquau: date | None
    raison: str
    type_client: ClientType | None
    agence: str | None
    cible: date
    fenetre_debut: date
    fenetre_fin: date
    au_plus_tot: date
    au_plus_tard: date
    phase: Phase
    eligible: bool
    statut: Status
    tags: Tags
    rappel: datetime | None
    prochain_creneau: datetime | None
    tentatives_30j: int
    permission: Permission
    permission_raison: str
    cloture: Closing | None


class Queue:
    """Rows in calling order, held column by column: a sheet of thousands needs no row of them."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._columns = columns

    @classmethod
    def of(cls, rows: Sequence[QueueRow]) -> "Queue":
        """Return the queue of these rows."""
        return cls(side_by_side(QueueRow._fields, rows))

    def __len__(self) -> int:
        return len(self._columns["rang"])

    def column(self, field: str) -> Sequence[Any]:
        """Return what all rows have in a field of `QueueRow`."""
        return self._columns[field]

    def __getitem__(self, place: int) -> QueueRow:
        return QueueRow(**{field: column[place] for field, column in self._columns.items()})

    def __iter__(self) -> Iterator[QueueRow]:
        return map(QueueRow._make, zip(*map(self.column, QueueRow._fields), strict=True))
