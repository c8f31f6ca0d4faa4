"""What is typed in the call form is read as a whole, or told with its cell."""

from datetime import date, datetime, time
from typing import Any

import pytest

from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer
from mplus3_xl.domain.contact.calls import Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.outcomes import outcomes
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    ClientType,
    Closing,
    ContractState,
    FieldState,
    PieceState,
    Tag,
)
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.forms import line_name
from mplus3_xl.live.call import call_pieces, fiche_form
from mplus3_xl.live.call.call_reading import cell_of, read, typed_attempt
from mplus3_xl.live.call.call_showing import hidden
from mplus3_xl.live.port import Fields, FieldValue, Values
from mplus3_xl.live.sheet import places
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.store.units import Units
from tests.domain.invented import dossier
from tests.services.calls import CALL, car, filled_form, person, prepared, ready, saved
from tests.services.desk import fill

DAY = CALL.date()
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@pytest.fixture
def shown(store: Units) -> Preparation:
    return prepared(ready(store))


def form(shown: Preparation, **typed: FieldValue) -> Values:
    """The form of a dossier just opened, with what is typed in it."""
    values: Fields = dict.fromkeys(fiche_form.NAMES)
    values |= {fiche_form.CODE: 1, fiche_form.VERSION: 1, fiche_form.FORM_ID: "f1"}
    values[call_pieces.BLOCK] = call_pieces.shown_pieces(shown, DAY, {})
    return values | {f"fiche_{name}": value for name, value in typed.items()}


def with_piece(shown: Preparation, state: str | None, day: FieldValue) -> Values:
    """The form with the first line of the pieces filled."""
    values = dict(form(shown))
    first, *others = call_pieces.shown_pieces(shown, DAY, {})
    values[call_pieces.BLOCK] = [[*first[:2], state, day, first[4]], *others]  # type: ignore[list-item]
    return values


def codes(problems: tuple[FormProblem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def seven_cars(store: Units) -> Units:
    """A dossier of seven contracts: more compulsory pieces than the form has lines."""
    cars = [car(id=at, number=f"C{at}", key=f"C{at}") for at in range(1, 8)]
    fill(store, [person()], [dossier(agency="Corniche")], cars)
    return store


def ended(store: Units, contract: Contract) -> None:
    """Let a contract end, as an import does."""
    with store.write() as unit:
        unit.change("contracts", [(contract, contract._replace(state=ContractState.RESILIE))])


def test_the_level_of_a_piece_to_check_is_short_enough_for_its_column(store: Units) -> None:
    fill(store, [person()], [dossier(agency="Corniche")], [car(family="moto")])
    levels = {cells[4] for cells in call_pieces.shown_pieces(prepared(store), DAY, {})}
    assert levels == {"Obligatoire", "Selon le cas", "Selon le cas, à vérifier"}


def two_motorcycles(store: Units) -> Units:
    motorcycles = [car(family="moto"), car(id=2, number="C2", key="C2", family="moto")]
    fill(store, [person()], [dossier(agency="Corniche")], motorcycles)
    return store


def test_the_compulsory_pieces_of_all_contracts_come_first(store: Units) -> None:
    lines = call_pieces.shown_pieces(prepared(two_motorcycles(store)), DAY, {})
    compulsory = [cells[4] == "Obligatoire" for cells in lines]
    assert compulsory == sorted(compulsory, reverse=True)
    assert {cells[1] for cells in lines if cells[4] == "Obligatoire"} == {"C1", "C2"}


def test_a_line_shows_what_is_stored_of_its_own_piece_and_contract(store: Units) -> None:
    shown = prepared(two_motorcycles(store))
    received = (PieceAnswer(2, "carte_grise", PieceState.RECUE, DAY),)
    saved(store, filled_form(shown, pieces=received, tags=TypedTags("OK")))
    lines = call_pieces.shown_pieces(prepared(store), DAY, {})
    assert [cells[:4] for cells in lines if cells[2]] == [["Carte grise", "C2", "Reçue le", DAY]]


def test_what_is_typed_of_a_piece_is_put_back_as_a_draft_until_it_is_stored(
    shown: Preparation, store: Units
) -> None:
    values = with_piece(shown, "Reçue le", DAY)
    draft = fiche_form.unsaved(values, shown, DAY)
    assert set(draft.values()) == {"Reçue le", "2026-11-23"}
    assert call_pieces.shown_pieces(shown, DAY, draft) == values[call_pieces.BLOCK]
    found, _ = read(values, shown)
    saved(store, filled_form(shown, pieces=found.pieces, tags=TypedTags("OK")))
    assert call_pieces.stored_pieces(prepared(store), DAY) == draft


def test_a_dossier_of_many_contracts_is_done_in_two_saves(store: Units) -> None:
    shown = prepared(seven_cars(store))
    assert len(shown.missing_pieces) > fiche.PIECE_LINES
    assert "rouvrez la fiche" in hidden(shown)
    seen = call_pieces.shown_pieces(shown, DAY, {})
    received = [[*cells[:2], "Reçue le", DAY, cells[4]] for cells in seen]
    found, _ = read({**form(shown), call_pieces.BLOCK: received}, shown)
    saved(store, filled_form(shown, pieces=found.pieces, tags=TypedTags(appel=Tag.OK)))
    left = prepared(store)
    assert 0 < len(left.missing_pieces) <= fiche.PIECE_LINES
    there = call_pieces.cells_of(call_pieces.shown_pieces(left, DAY, {}), left)
    assert {problem.field for problem in left.missing_pieces} <= set(there)


def test_what_is_typed_of_a_contract_that_ended_since_is_refused_at_its_line(
    store: Units,
) -> None:
    cars = [car(), car(id=2, number="C2", key="C2")]
    fill(store, [person()], [dossier(agency="Corniche")], cars)
    opened = prepared(store)
    block = call_pieces.shown_pieces(opened, DAY, {})
    at = next(at for at, cells in enumerate(block) if cells[1] == "C2")
    block[at][2:4] = ["Reçue le", DAY]
    ended(store, cars[1])
    shown = prepared(store)
    _, (problem,) = read({**form(shown), call_pieces.BLOCK: block}, shown)
    assert problem.message.startswith(f"{block[at][0]}, contrat C2 : cette pièce n’est plus")
    assert "« Reçue le 23/11/2026 » ne s’y enregistre plus" in problem.message
    cell = cell_of(problem, call_pieces.cells_of(block, shown))
    assert cell == line_name(call_pieces.BLOCK, at, 2)


def test_what_was_saved_of_a_contract_that_ended_since_refuses_nothing(store: Units) -> None:
    shown = prepared(ready(store))
    saved(store, filled_form(shown, tags=TypedTags(appel=Tag.OK)))
    block = call_pieces.shown_pieces(prepared(store), DAY, {})
    ended(store, car())
    shown = prepared(store)
    assert shown.required_pieces == {}
    assert read({**form(shown), call_pieces.BLOCK: block}, shown)[1] == ()


def test_a_piece_that_the_form_does_not_show_is_marked_at_the_tag_that_it_keeps_back(
    store: Units,
) -> None:
    shown = prepared(seven_cars(store))
    there = call_pieces.cells_of(call_pieces.shown_pieces(shown, DAY, {}), shown)
    cells = {cell_of(problem, there) for problem in shown.missing_pieces}
    assert "fiche_tag_bilan" in cells


def test_an_empty_form_holds_nothing(shown: Preparation) -> None:
    read_form, problems = read(form(shown), shown)
    assert problems == ()
    assert read_form == CallForm(
        1, 1, "f1", tags=TypedTags("", "", "", ""), fields=read_form.fields
    )
    assert {each[1:] for each in read_form.fields} == {(None, None, None)}


def test_each_cell_is_read_as_what_it_is(shown: Preparation) -> None:
    texts: Fields = {
        "issue": "Joint – entretien réalisé", "heure_convenue": "Oui", "note": " Content. ",
        "hors_regle": "Il attendait", "responsable": "Hugo", "motif": "Bilan refusé",
        "motif_precision": "A un courtier", "autres_assureurs": "Mutuelle", "accord": "Oui",
        "sans_action": "Rien à faire", "tag_appel": "OK", "tag_lagon": "KO", "tag_bilan": "KO",
        "tag_sms_mail": "S.O.", "dit_identite": "Oui", "dit_objet": "Non", "version": 4,
        "type_client": "Professionnel (TNS)", "ville_etat": "Modifié", "ville_lagon": "Aix",
        "ville": 2026,
    }  # fmt: skip
    found, problems = read(form(shown, **texts), shown)
    assert problems == ()
    assert found == CallForm(
        1,
        4,
        "f1",
        Attempted(
            "Joint – entretien réalisé",
            callback_agreed=True,
            note="Content.",
            breach_reason="Il attendait",
            manager="Hugo",
            closing_reason="A un courtier",
        ),
        TypedTags("OK", "KO", "KO", "S.O."),
        ClientType.TNS,
        found.fields,
        other_insurers="Mutuelle",
        no_action_reason="Rien à faire",
        ticked=frozenset({"identite"}),
        agreed=True,
        closing=Closing.BILAN_REFUSE,
    )
    assert [each for each in found.fields if any(each[1:])] == [
        FieldAnswer("ville", FieldState.MODIFIE, "Aix", "2026")
    ]


def test_the_precision_is_the_reason_of_an_outcome_that_asks_for_one(shown: Preparation) -> None:
    for outcome in outcomes().values():
        typed = form(shown, issue=outcome.label, motif_precision="Décédé")
        attempted = read(typed, shown)[0].attempted
        assert attempted.reason == ("Décédé" if outcome.reasons else "")
        assert attempted.closing_reason == "Décédé"


def test_what_is_typed_for_a_call_that_the_gate_refuses_is_read_alone(shown: Preparation) -> None:
    values = form(shown, hors_regle="Il attendait", responsable="Hugo", note="Content.")
    assert typed_attempt(values) == Attempted(breach_reason="Il attendait", manager="Hugo")


def test_a_call_is_read(shown: Preparation) -> None:
    typed = form(
        shown, issue="Demande à être rappelé", rappel_le=date(2026, 11, 26), rappel_a=time(14, 30),
        heure_convenue="Oui", action="Devis à envoyer", action_objet="Devis habitation",
        action_echeance="30/11/2026", adresse_etat="Confirmé", ca_annuel=85000.5,
        dit_identite="Oui",
    )  # fmt: skip
    found, problems = read(typed, shown)
    assert problems == ()
    assert found.attempted.callback_at == datetime(2026, 11, 26, 14, 30)
    assert found.attempted.callback_agreed
    (action,) = found.actions
    assert action[:3] == (ActionKind.DEVIS, "Devis habitation", date(2026, 11, 30))
    answers = {answer.code: answer for answer in found.fields}
    assert answers["adresse"].state is FieldState.CONFIRME
    assert answers["ca_annuel"].new == "85000,50"
    assert found.ticked == {"identite"}


@pytest.mark.parametrize("typed", ["14h30", "14 h 30", "à 14:30", time(14, 30)])
def test_the_time_of_a_callback_is_read_as_people_write_it(
    shown: Preparation, typed: FieldValue
) -> None:
    found, problems = read(form(shown, rappel_le=date(2026, 11, 26), rappel_a=typed), shown)
    assert problems == ()
    assert found.attempted.callback_at == datetime(2026, 11, 26, 14, 30)


@pytest.mark.parametrize(
    ("typed", "code", "cell"),
    [
        ({"rappel_le": date(2026, 11, 26)}, "rappel_illisible", "fiche_rappel_le"),
        (
            {"rappel_le": date(2026, 11, 26), "rappel_a": "midi"},
            "rappel_illisible",
            "fiche_rappel_le",
        ),
        (
            {"rappel_le": date(2026, 11, 26), "rappel_a": time(0, 0)},
            "rappel_illisible",
            "fiche_rappel_le",
        ),
        ({"rappel_a": time(14, 30)}, "rappel_illisible", "fiche_rappel_le"),
        ({"action": "Devis à envoyer"}, "action_incomplete", "fiche_action"),
        ({"action_objet": "Devis santé"}, "action_incomplete", "fiche_action"),
        ({"action_echeance": date(2026, 11, 26)}, "action_incomplete", "fiche_action"),
        (
            {"action_objet": "Devis santé", "action_echeance": date(2026, 11, 26)},
            "action_incomplete",
            "fiche_action",
        ),
        ({"adresse_etat": "Vu"}, "etat_inconnu", "fiche_adresse_etat"),
        ({"motif": "Parce que"}, "etat_inconnu", "fiche_motif"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_cell(
    shown: Preparation, typed: Fields, code: str, cell: str
) -> None:
    _, problems = read(form(shown, **typed), shown)
    assert codes(problems) == [code]
    assert cell_of(problems[0], {}) == cell


@pytest.mark.parametrize(
    ("name", "label"),
    [("adresse_etat", "Adresse"), ("motif", "Motif de clôture"), ("type_client", "Type de client")],
)
def test_a_word_of_no_list_is_refused_with_the_label_of_its_field(
    shown: Preparation, name: str, label: str
) -> None:
    _, problems = read(form(shown, **{name: "demain"}), shown)
    said = f"{label} : « demain » n’est pas un choix, choisissez dans la liste."
    assert [problem.message for problem in problems] == [said]


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ("type_client", "fiche_type_client"),
        ("issue", "fiche_issue"),
        ("motif_appel", "fiche_hors_regle"),
        ("responsable", "fiche_responsable"),
        ("note", "fiche_note"),
        ("autres_assureurs", "fiche_autres_assureurs"),
        ("sans_action", "fiche_sans_action"),
        ("appel", "fiche_tag_appel"),
        ("adresse", "fiche_adresse"),
    ],
)
def test_what_is_refused_is_told_at_the_cell_where_it_is_typed(place: str, cell: str) -> None:
    assert cell in places.areas(fiche.TITLE)
    assert cell_of(FormProblem(place, "", ""), {}) == cell


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ({"manager": IBAN}, "fiche_responsable"),
        ({"breach_reason": IBAN}, "fiche_hors_regle"),
        ({"note": IBAN}, "fiche_note"),
    ],
)
def test_a_text_that_holds_an_account_number_is_told_at_its_own_cell(
    shown: Preparation, store: Units, typed: dict[str, Any], cell: str
) -> None:
    call = filled_form(shown, attempted=Attempted("joint", **typed))
    with pytest.raises(CallError, match="numéro de compte") as refusal:
        saved(store, call)
    assert {cell_of(problem, {}) for problem in refusal.value.problems} == {cell}


@pytest.mark.parametrize("part", ["objet", "echeance"])
def test_an_action_that_is_refused_is_told_at_the_cell_that_is_wrong(part: str) -> None:
    assert cell_of(FormProblem(f"action_{part}", "", ""), {}) == f"fiche_action_{part}"


def test_a_piece_is_read_by_its_label_and_its_contract(shown: Preparation) -> None:
    found, problems = read(with_piece(shown, "Reçue le", DAY), shown)
    (piece,) = found.pieces
    assert problems == ()
    assert (piece.state, piece.on) == (PieceState.RECUE, DAY)


@pytest.mark.parametrize(
    ("state", "day", "code"),
    [
        (None, DAY, "etat_absent"),
        ("Perdue", None, "etat_inconnu"),
        ("Reçue le", "hier", "date_illisible"),
    ],
)
def test_a_piece_that_cannot_be_read_is_told_at_its_line(
    shown: Preparation, state: str | None, day: FieldValue, code: str
) -> None:
    values = with_piece(shown, state, day)
    _, problems = read(values, shown)
    assert codes(problems) == [code]
    pieces = call_pieces.cells_of(values[call_pieces.BLOCK], shown)
    assert cell_of(problems[0], pieces) == "fiche_pieces.0.2"


def test_what_the_store_has_is_no_draft(shown: Preparation) -> None:
    values = form(shown, type_client="Particulier")
    assert fiche_form.unsaved(values, shown, DAY) == {}
    typed = {**values, "fiche_note": "Rappeler", "fiche_issue": "Occupé"}
    assert fiche_form.unsaved(typed, shown, DAY) == {
        "fiche_note": "Rappeler",
        "fiche_issue": "Occupé",
    }
    assert fiche_form.content(typed) == {}


def test_a_note_without_call_stays_in_the_form(shown: Preparation) -> None:
    assert fiche_form.content(form(shown, note="À relire")) == {"fiche_note": "À relire"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"rappel_le": "31/02/2026", "rappel_a": time(14, 30)}, "« 31/02/2026 » ne se lit pas"),
        ({"rappel_le": date(2026, 11, 26), "rappel_a": "midi"}, "« midi » ne se lit pas"),
        ({"rappel_le": date(2026, 11, 26), "rappel_a": time(0)}, "« 00:00 » ne se lit pas"),
        (
            {"action": "Devis à envoyer", "action_objet": "Auto", "action_echeance": "demain"},
            "« demain » ne se lit pas",
        ),
        ({"rappel_le": date(2026, 11, 26)}, "Rappel : il faut un jour et une heure"),
    ],
)
def test_a_day_or_an_hour_that_cannot_be_read_is_quoted(
    shown: Preparation, typed: Fields, said: str
) -> None:
    _, (problem,) = read(form(shown, **typed), shown)
    assert said in problem.message
