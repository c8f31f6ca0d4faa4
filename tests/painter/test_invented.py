"""The invented dossier whose form is painted is one of the queue, and hangs together."""

from datetime import date

from mplus3_xl.domain.windows import window_of
from mplus3_xl.layout.french import short_day
from tests.painter.invented import BLOCKS, EFFECT, FIELDS, opened

OPEN = next(row for row in opened().queue if row.dossier == FIELDS["fiche_code"])


def test_its_window_is_that_of_the_effect_of_its_contracts() -> None:
    window = window_of(EFFECT)
    assert [line[4] for line in BLOCKS["fiche_contrats"]] == [EFFECT, EFFECT]
    assert FIELDS["fiche_fenetre"] == f"du {short_day(window.start)} au {short_day(window.end)}"
    assert FIELDS["fiche_au_plus_tard"] == window.latest == date(2026, 12, 23)


def test_the_queue_says_the_same_of_it() -> None:
    assert OPEN.date_effet == EFFECT
    assert OPEN.type_client is not None
    assert {
        "fiche_nom": OPEN.nom,
        "fiche_type_client": OPEN.type_client.label,
        "fiche_client": OPEN.client,
        "fiche_telephone_appel": OPEN.telephone,
        "fiche_email_appel": OPEN.email,
        "fiche_phase": OPEN.phase.label,
        "fiche_au_plus_tard": OPEN.au_plus_tard,
        "fiche_prochain_creneau": OPEN.prochain_creneau,
        "fiche_tentatives": OPEN.tentatives_30j,
    }.items() <= FIELDS.items()


def test_its_contracts_are_those_of_the_queue() -> None:
    numbers = tuple(str(line[0]).partition(" (")[0] for line in BLOCKS["fiche_contrats"])
    assert numbers == OPEN.contrats
