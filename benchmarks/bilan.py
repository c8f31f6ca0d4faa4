"""The bilans of 200 clients, computed again: the limit to hold is one second.

`python -m benchmarks.bilan`: a third of each type of client, half of the families elsewhere.
"""

from datetime import date, timedelta
from functools import partial

from benchmarks.measuring import seconds
from mplus3_xl.domain.bilan.bilan import Said, bilan_of
from mplus3_xl.domain.bilan.inventory import Line, families_for
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.situation import situation_of
from mplus3_xl.domain.vocabulary import ClientType, Holding

CLIENTS = 200
AU = date(2026, 11, 23)
ANSWERS: dict[str, object] = {
    "couple": True, "enfants": 2, "enfants_scolarises": True, "logement": "locataire",
    "bailleur": True, "bailleur_copropriete": True, "credit_immobilier": True,
    "vehicules": ["auto", "moto", "edpm"], "animaux": ["chien"], "loisirs": ["sport"],
    "sante_employeur": False, "naf": "43.21A", "metier": "btp", "salaries": 3, "cadres": 1,
    "local_pro": "locataire", "vehicules_pro": 2, "machines": True, "donnees_numeriques": True,
}  # fmt: skip


def said_by(number: int) -> Said:
    """Return what an invented client says; no two alike."""
    kinds = list(ClientType)
    said = situation_of(kinds[number % len(kinds)], ANSWERS)
    lines = (
        _line(family["code"], number + at) for at, family in enumerate(families_for(said))
    )  # fmt: skip
    return Said(said, tuple(lines))


def _line(family: str, turn: int) -> Line:
    if turn % 2:
        return Line(family, Holding.AUCUN)
    day = AU + timedelta(days=turn % 365)
    return Line(family, Holding.AILLEURS, "Mutuelle inventée", day, AU - timedelta(days=7 * turn))


def recompute(everyone: list[Said]) -> int:
    """Compute every bilan again; return how many gaps and moves were found."""
    bilans = [bilan_of(said, [], Day(AU)) for said in everyone]
    return sum(len(bilan.gaps) + len(bilan.moves) for bilan in bilans)


def main() -> None:
    """Print what the bilans cost."""
    everyone = [said_by(number) for number in range(CLIENTS)]
    found = recompute(everyone)
    cost = seconds(partial(recompute, everyone), runs=5)
    print(f"{CLIENTS} bilans : {cost:6.3f} s pour {found} manques et dates   (au plus 1)")


if __name__ == "__main__":
    main()
