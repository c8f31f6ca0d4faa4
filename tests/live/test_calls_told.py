"""The ten calls that a chargé can read: each is told whole, in the words of the screen."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.domain.bilan.families import family_of
from mplus3_xl.domain.call.piece_rules import PieceLevel, requirements
from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.vocabulary import ClientType, FieldState, PieceState
from mplus3_xl.layout import lists
from mplus3_xl.layout.call import call_fields, fiche
from mplus3_xl.layout.workbook import PLANS
from mplus3_xl.live.sheet import places
from mplus3_xl.rules import table
from tests.live.told import FOLDER, Call, Step, Told, fits, read, said
from tests.live.told_clicks import Seat, field_rows, labels
from tests.run_figures import pressed

CALLS = {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}
WANTED = {
    "particulier_en_un_appel", "tns_siret_faux", "entreprise_sans_contact",
    "cinq_essais_sans_reponse", "faux_numero", "opposition", "bilan_refuse",
    "rendez_vous_hors_heures", "contrat_resilie", "deux_an_un_appel",
}  # fmt: skip
# What the whole call form still has to lay.
COMING_LABELS = {
    "Peut-on appeler ?", "Base de l’appel", "Champs à compléter", "Pièces manquantes",
    "Autres affaires nouvelles", "Accord du client pour parler de ses autres assurances",
    "Ce qu’il dit de ses autres assureurs", "Prochaine action", "Objet de l’action",
    "Échéance de l’action", "Pas d’action : pourquoi", "Heure convenue avec le client",
    "Précision du motif", "Information donnée (numéro changé)",
}  # fmt: skip
COMING_BUTTONS = {
    "Appeler", "Tout confirmer", "Copier le SMS", "Opposition", "Reprendre un dossier",
    "Clore le dossier",
}  # fmt: skip
# Which list of `lists` a label's choices come from, beside those that its own cell checks.
CHOICES = {
    "Issue de l’appel": lists.OUTCOMES,
    "Motif de clôture": lists.CLOSINGS,
    "Prochaine action": lists.ACTION_KINDS,
}
TYPES = {
    "Particulier": ClientType.PARTICULIER,
    "TNS": ClientType.TNS,
    "Entreprise": ClientType.ENTREPRISE,
}
TAG_LABELS = {each.label for each in call_fields.OUTCOME_RIGHT}

SMALL = """
titre = "Un appel"
pourquoi = "Essai."
moment = 2026-11-17T10:30:00
qui = "Hugo Mazin"
[[client]]
"N° client Lagon" = "C1"
"Nom" = "ÉTANG"
"Prénom" = "Noé"
"Type de client" = "Particulier"
"Agence" = "Corniche"
"Chargé de clientèle" = "Hugo Mazin"
[[contrat]]
"N° de Contrat" = "A1"
"N° client Lagon" = "C1"
"Nom du client" = "ÉTANG Noé"
"Mouvement" = "AN"
"Date d'effet" = 2026-08-17
"Etat du contrat" = "En cours"
"Branche" = "AUTO"
"Agence" = "Corniche"
"Chargé de clientèle" = "Hugo Mazin"
"""


def all_steps() -> Iterable[tuple[str, Step]]:
    return ((name, step) for name, call in CALLS.items() for step in call.etape)


def told(folder: Path, head: str = "", steps: str = "") -> Call:
    (folder / "appel.toml").write_text(head + SMALL + steps, encoding="utf-8")
    return read(folder / "appel.toml")


def test_the_ten_calls_are_told() -> None:
    assert CALLS.keys() == WANTED


@pytest.mark.parametrize(
    ("head", "steps", "key"),
    [
        ("couleur = 'bleu'", "", "couleur"),
        ("", "[[etape]]\ndit = 'Oui'\nclique = 'Appeler'", "clique"),
        ("", "[[etape]]\ndit = 'Oui'\nbase = { status = 'Terminé' }", "status"),
        ("", "[[etape]]\nclic = 'Appeler'", "dit"),
        ("", "[[etape]]\ndit = 'Oui'\n[[etape.base]]\nactes = 1\n[[etape.base]]\nacte = 1", "acte"),
    ],
)
def test_a_key_that_is_unknown_or_missing_is_refused(
    tmp_path: Path, head: str, steps: str, key: str
) -> None:
    with pytest.raises(ValueError, match=rf"appel\.toml.*\b{key}\b"):
        told(tmp_path, head, steps)


@pytest.mark.parametrize("name", CALLS)
def test_each_call_ends_with_what_is_then_there(name: str) -> None:
    last = CALLS[name].etape[-1]
    assert last.voit or last.base
    assert any(step.base for step in CALLS[name].etape)


@pytest.mark.parametrize("name", CALLS)
def test_the_time_of_a_call_only_goes_forward(name: str) -> None:
    moments = [CALLS[name].moment, *(s.moment for s in CALLS[name].etape if s.moment)]
    assert moments == sorted(moments)


def test_every_label_is_on_the_form() -> None:
    known = set(labels(fiche.TITLE)) | COMING_LABELS
    sheets = {plan.title for plan in PLANS}
    said_of = {(n, label) for n, step in all_steps() for label in (*step.saisit, *step.voit)}
    assert {(n, label) for n, label in said_of if label not in known | sheets} == set()


def test_every_button_is_laid() -> None:
    laid = {button.label for plan in PLANS for button in places.titled(plan.title).buttons}
    pressed = {(name, step.clic) for name, step in all_steps() if step.clic}
    assert {(n, label) for n, label in pressed if label not in laid | COMING_BUTTONS} == set()


def test_every_column_that_is_looked_at_is_in_its_table() -> None:
    for name, step in all_steps():
        for title, rows in step.voit.items():
            if isinstance(rows, list):
                columns = {column.title for column in places.titled(title).tables[0].columns}
                assert {key for row in rows for key in row} <= columns, name


def test_every_choice_is_one_of_its_list() -> None:
    choices = lists.lists()
    for name, step in all_steps():
        for label, value in step.saisit.items():
            if label in CHOICES:
                assert value in choices[CHOICES[label]], f"{name}: {label}"
            if label in TAG_LABELS:
                assert value in ("", *choices[lists.TAGS]), f"{name}: {label}"


def states(lines: Told) -> set[str]:
    return {value[0] if isinstance(value, list) else value for value in lines.values()}


def test_every_field_and_piece_is_one_of_the_rules() -> None:
    pieces = {each["label"] for each in table("pieces")["piece"]}
    asked = {each.label for each in fields().values()}
    for name, step in all_steps():
        assert set(step.champs) <= asked, name
        assert states(step.champs) <= {state.label for state in FieldState}, name
        assert set(step.pieces) <= pieces, name
        assert states(step.pieces) <= {state.label for state in PieceState}, name


@pytest.mark.parametrize("name", CALLS)
def test_the_pieces_of_a_call_are_those_that_its_contracts_cannot_do_without(name: str) -> None:
    told_of = {label for step in CALLS[name].etape for label in step.pieces}
    assert told_of in (set(), compulsory(CALLS[name]))


def compulsory(call: Call) -> set[str]:
    """The pieces that the rule tables ask for the contracts of a call."""
    kind = TYPES[call.client[0]["Type de client"]]
    families = [family_of(row["Branche"], row["Code produit"], kind) for row in call.contrat]
    needed = [each for family in families for each in requirements(family, kind, {})]
    return {each.label for each in needed if each.level is PieceLevel.OBLIGATOIRE}


def test_the_fields_of_objective_1_have_their_row() -> None:
    assert list(field_rows()) == [each.label for each in fields().values()]


@pytest.mark.parametrize(
    ("expected", "there"),
    [
        ("Appel refusé…", "Appel refusé : déjà 4 essais"),
        ("…4 essais…", "Appel refusé : déjà 4 essais sur la période"),
        ("", None),
        (1, 1.0),
        (datetime(2026, 11, 17), "17/11/2026"),
        (datetime(2026, 11, 13, 14), datetime(2026, 11, 13, 14)),
        ({"a": ["x"]}, {"a": ["x"], "b": 2}),
        ([], []),
    ],
)
def test_what_is_there_fits_what_is_told(expected: object, there: object) -> None:
    assert fits(expected, there)


@pytest.mark.parametrize(
    ("expected", "there"),
    [
        ("Appel refusé", "Appel refusé : déjà 4 essais"),
        ("OK", "KO"),
        ("", "OK"),
        ("x", None),
        ([], ["x"]),
        (["x"], ["x", "y"]),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, [1]),
        (datetime(2026, 11, 13, 14), datetime(2026, 11, 13, 10)),
    ],
)
def test_what_is_there_does_not_fit(expected: object, there: object) -> None:
    assert not fits(expected, there)


@pytest.fixture
def seat(book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A seat with one client to call, at the very hour of the call."""
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path))
    return Seat(book, tmp_path, told(tmp_path))


OPENED = (
    Step(dit="La file.", clic="Actualiser la file", voit={"File": [{"Client": "ÉTANG Noé"}]}),
    Step(dit="Sa fiche.", sur="ÉTANG Noé", clic="Ouvrir la fiche", voit={"N° client Lagon": "C1"}),
)
SAVED = Step(
    dit="Je note l’appel.",
    saisit={"Issue de l’appel": "Joint – entretien réalisé", "Note": "Joint à l’heure."},
    clic="Enregistrer",
    message="En cours",
    base=[{"statut": "En cours", "tags": {"Appel": "OK", "Lagon": ""}, "actes": 0, "cloture": ""}],
)


def test_steps_are_done_by_real_clicks(seat: Seat) -> None:
    for step in (*OPENED, SAVED):
        seat.play(step)
    assert {"actualiser", "ouvrir", "enregistrer"} <= pressed()


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        (Step(dit="Qui ?", sur="PERSONNE"), "not in the queue"),
        (Step(dit="Lu.", message="Terminé"), "the message is"),
        (Step(dit="Vu.", voit={"Phase": "Trop tôt"}), "Phase is"),
        (Step(dit="Vu.", voit={"File": []}), "File is"),
        (Step(dit="Su.", base=[{"statut": "Terminé"}]), "statut is"),
        (Step(dit="Su.", base=[{"contrat": "A2", "statut": "Terminé"}]), "statut is"),
        (Step(dit="Écrit.", saisit={"Couleur": "Bleu"}), "no 'Couleur'"),
        (Step(dit="Reçu.", pieces={"Bail": ["Reçue le", timedelta(0)]}), "no line"),
        (Step(dit="Dit oui.", clic="Actualiser la file", repond=["oui"]), "asked less"),
    ],
)
def test_a_step_that_is_not_so_fails(seat: Seat, step: Step, complaint: str) -> None:
    for each in OPENED:
        seat.play(each)
    with pytest.raises(AssertionError, match=complaint):
        seat.play(step)


def test_a_field_of_objective_1_is_typed_in_its_line(seat: Seat, book: xw.Book) -> None:
    for step in OPENED:
        seat.play(step)
    seat.play(Step(dit="Il a déménagé.", champs={"Ville": ["Modifié", "Aubagne"]}))
    row = field_rows()["Ville"] + 1
    line = book.sheets["Fiche"].range((row, 4), (row, 5)).value
    assert line == ["Modifié", "Aubagne"]


def test_a_date_an_hour_and_nothing_are_typed_as_such(seat: Seat) -> None:
    for step in OPENED:
        seat.play(step)
    when = datetime(2026, 11, 19, 20, 30)
    typed: Told = {"Rappel le": when.date(), "Rappel à": when.time(), "Note": "Demain"}
    seat.play(Step(dit="Jeudi.", saisit=typed, voit={"Rappel le": when.date(), "Note": "Demain"}))
    seat.play(Step(dit="Rien.", saisit={"Note": ""}, voit={"Note": "", "Rappel à": when.time()}))


def test_an_export_that_arrives_changes_the_store(seat: Seat) -> None:
    row = {"N° de Contrat": "A1", "N° client Lagon": "C1", "Mouvement": "AN",
           "Date d'effet": datetime(2026, 8, 17), "Etat du contrat": "Résilié"}  # fmt: skip
    seat.play(Step(dit="Ouvert.", base=[{"dossier": "un", "contrats": ["A1"]}]))
    seat.play(Step(dit="Résilié.", importe=[row], base=[{"dossier": "aucun"}]))


def test_the_moment_moves(seat: Seat) -> None:
    later = datetime(2026, 12, 18, 10)
    seat.play(Step(dit="Un mois plus tard.", moment=later))
    assert (seat.workspace.now, said(seat.workspace.today)) == (later, "18/12/2026")
