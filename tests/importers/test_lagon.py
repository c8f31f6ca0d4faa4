"""From a file to drafts: a bad row is refused alone, with its place (R5, R6, R8)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Movement, Term
from mplus3_xl.importers.lagon import read_export, site_code
from tests.importers.files import (
    CLIENT,
    CLIENT_TITLES,
    CONTRACT,
    CONTRACT_TITLES,
    Rows,
    contract_row,
    write_csv,
    write_xlsx,
)

AU = date(2026, 11, 23)
EMPTY = dict.fromkeys(ContractDraft._fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _read(path: Path, **additions: dict[str, str]) -> DraftFile:
    return read_export(path, Agencies.default(), additions, AU)


def _contracts(folder: Path, rows: Rows, name: str = "a.xlsx", extra: Any = ()) -> DraftFile:
    return _read(write_xlsx(folder / name, [[*CONTRACT_TITLES, *extra], *rows]))


def _told(draft: DraftFile) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.column, each.value, each.code) for each in draft.problems]


def test_a_row_is_read_as_a_contract(folder: Path) -> None:
    titles = ["Type de client", "Date souscription", "Date résil.", "Branche", "Code produit",
              "Formule", "Prime TTC", "Vendeur", "Chargé clientèle", "Agence",
              "Nb sinistres"]  # fmt: skip
    cells = ["Pro", date(2026, 8, 1), None, "AUTO", "Auto", "F2", 512.5, "Lina", "Hugo",
             "Kennedy", 2]  # fmt: skip
    draft = _contracts(folder, [[*CONTRACT, *cells]], extra=titles)
    expected = EMPTY | {
        "line": 2,
        "number": "C1",
        "client_number": "L1",
        "client_name": "MARTIN Zoé",
        "client_type": ClientType.TNS,
        "movement": Movement.AN,
        "state": ContractState.EN_COURS,
        "effect_date": date(2026, 8, 25),
        "subscribed_on": date(2026, 8, 1),
        "branch": "AUTO",
        "product": "Auto",
        "formula": "F2",
        "premium_cents": 51250,
        "seller": "Lina",
        "charge_clientele": "Hugo",
        "agency": "Corniche",
        "claims": 2,
    }
    assert [contract._asdict() for contract in draft.contracts] == [expected]
    assert (draft.kind, draft.read, draft.problems, draft.warnings) == (Kind.CONTRACTS, 1, [], [])


def test_a_row_is_read_as_a_client(folder: Path) -> None:
    titles = [*CLIENT_TITLES, "Raison sociale", "Adresse 1", "Adresse 2", "CP", "Mail", "SIRET",
              "APE", "CA annuel", "Effectif", "Date création"]  # fmt: skip
    cells = [*CLIENT, "Voiles", "rue A", "bât. B", 1000, "z@exemple.fr", 73282932000074, "62.01Z",
             "1 200,50 €", "3", "05/06/2019"]  # fmt: skip
    draft = _read(write_xlsx(folder / "a.xlsx", [titles, cells]))
    expected = dict.fromkeys(ClientDraft._fields) | {
        "line": 2,
        "number": "L1",
        "last_name": "MARTIN",
        "first_name": "Zoé",
        "company": "Voiles",
        "address": "rue A bât. B",
        "postal_code": "01000",
        "phone": "01 99 00 00 01",
        "email": "z@exemple.fr",
        "siret": "73282932000074",
        "naf": "62.01Z",
        "revenue_cents": 120050,
        "headcount": 3,
        "created_on": date(2019, 6, 5),
    }
    assert [client._asdict() for client in draft.clients] == [expected]


def test_an_address_whose_cells_are_all_empty_is_not_known(folder: Path) -> None:
    titles = [*CLIENT_TITLES, "Adresse 1", "Adresse 2"]
    rows = [[*CLIENT, None, None], ["L2", *CLIENT[1:], None, "bât. B"]]
    draft = _read(write_xlsx(folder / "a.xlsx", [titles, *rows]))
    assert [client.address for client in draft.clients] == [None, "bât. B"]


def test_of_two_columns_for_an_optional_field_the_first_is_read_even_empty(folder: Path) -> None:
    rows = [[*CONTRACT, None, "Lina"], [*contract_row(number="C2"), "Hugo", "Lina"]]
    draft = _contracts(folder, rows, extra=["Vendeur", "Apporteur"])
    assert [contract.seller for contract in draft.contracts] == [None, "Hugo"]
    assert draft.set_aside == ("Apporteur",)


NOT_BELIEVED = (date(1949, 12, 31), date(2027, 11, 24), date(1900, 1, 1), "01/01/2062", 2026)


@pytest.mark.parametrize(
    ("cells", "column", "value", "code"),
    [
        ({"number": None}, "N° de Contrat", "", "numero_manquant"),
        ({"number": "-"}, "N° de Contrat", "-", "numero_manquant"),
        ({"number": "4,09E+13"}, "N° de Contrat", "4,09E+13", "numero_illisible"),
        ({"client": "4,09E+13"}, "N° client Lagon", "4,09E+13", "numero_illisible"),
        ({"client": None, "name": None}, "N° client Lagon", "", "client_manquant"),
        ({"client": " ", "name": "\u00a0"}, "N° client Lagon", " ", "client_manquant"),
        ({"movement": None}, "Mouvement", "", "mouvement_inconnu"),
        ({"movement": "Achat"}, "Mouvement", "Achat", "mouvement_inconnu"),
        ({"movement": 12}, "Mouvement", "12", "mouvement_inconnu"),
        ({"state": None}, "Etat du contrat", "", "etat_inconnu"),
        ({"state": "Perdu"}, "Etat du contrat", "Perdu", "etat_inconnu"),
        ({"effect": None}, "Date d'effet", "", "date_manquante"),
        ({"effect": "31/02/2026"}, "Date d'effet", "31/02/2026", "date_invalide"),
        ({"effect": "25/08/26"}, "Date d'effet", "25/08/26", "date_invalide"),
        *(({"effect": day}, "Date d'effet", None, "date_hors_bornes") for day in NOT_BELIEVED),
    ],
)
def test_a_bad_row_is_refused_alone_with_its_place(
    folder: Path, cells: dict[str, Any], column: str, value: str | None, code: str
) -> None:
    bad = contract_row(**({"number": "C2"} | cells))
    draft = _contracts(folder, [CONTRACT, bad, contract_row(number="C3")])
    (problem,) = draft.problems
    assert (problem.file, problem.line, problem.column, problem.code) == ("a.xlsx", 3, column, code)
    assert value is None or problem.value == value
    assert [contract.number for contract in draft.contracts] == ["C1", "C3"]
    assert draft.read == 3


@pytest.mark.parametrize("effect", [date(1950, 1, 1), date(2027, 11, 23), "01/01/1950"])
def test_an_effect_date_at_a_bound_is_believed_whatever_the_others_are(
    folder: Path, effect: Any
) -> None:
    rows = [contract_row(effect=each) for each in (effect, None, date(2062, 1, 1))]
    told = [(each.line, each.code) for each in _contracts(folder, rows).problems]
    assert told == [(3, "date_manquante"), (4, "date_hors_bornes")]


@pytest.mark.parametrize("known", [{"client": None}, {"name": None}])
def test_a_client_is_known_by_his_number_or_by_his_name(
    folder: Path, known: dict[str, None]
) -> None:
    assert _contracts(folder, [contract_row(**known)]).problems == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([None, "MARTIN", "Zoé", None], "numero_manquant"),
        (["4E+13", "MARTIN", "Zoé", None], "numero_illisible"),
        (["L2", None, "Zoé", None], "client_manquant"),
    ],
)
def test_a_bad_client_row_is_refused_alone(folder: Path, cells: list[Any], code: str) -> None:
    draft = _read(write_xlsx(folder / "a.xlsx", [CLIENT_TITLES, CLIENT, cells]))
    assert [(each.line, each.code) for each in draft.problems] == [(3, code)]
    assert [client.number for client in draft.clients] == ["L1"]


def test_refused_rows_and_remarks_come_in_the_order_of_the_file(folder: Path) -> None:
    rows = [contract_row(state="Perdu"), contract_row(number=None), CONTRACT, CONTRACT]
    doubts = [(None, None), (None, None), (None, "deux"), ("gratuit", None)]
    titles = ["Prime TTC", "Nb sinistres"]
    cells = [[*row, *doubt] for row, doubt in zip(rows, doubts, strict=True)]
    draft = _contracts(folder, cells, extra=titles)
    assert [each.line for each in draft.problems] == [2, 3]
    assert [each.line for each in draft.warnings] == [4, 5]


def test_several_faults_of_a_row_are_one_refusal_that_tells_them_all(folder: Path) -> None:
    draft = _contracts(folder, [contract_row(number=None, effect="31/02/2026", state="Perdu")])
    (problem,) = draft.problems
    assert problem.message.count("De plus") == 2
    effect, state = "De plus, Date d'effet : « 31/02/2026 »", "De plus, Etat du contrat : « Perdu »"
    states = "Attendu : En cours, Pas encore actif, Suspendu, Résilié, Sans effet."
    for told in ("Le numéro de contrat manque", effect, state, states):
        assert told in problem.message


def test_a_row_that_names_nobody_is_told_so_whatever_else_it_lacks(folder: Path) -> None:
    nobody = contract_row(client=None, name=None, effect=None)
    lost = contract_row(client="4,09E+13", name=None)
    told = [each.message for each in _contracts(folder, [nobody, lost]).problems]
    assert ["Ni numéro ni nom de client." in message for message in told] == [True, False]
    rows: Rows = [CLIENT_TITLES, [None, None, "Zoé", None]]
    (problem,) = _read(write_xlsx(folder / "c.xlsx", rows)).problems
    assert problem.code == "numero_manquant"
    assert problem.message.endswith("De plus, Nom : Ni nom ni raison sociale.")


def test_a_row_that_names_nobody_is_refused_in_the_column_that_the_file_has(folder: Path) -> None:
    titles = [title for title in CONTRACT_TITLES if title != "N° client Lagon"]
    nobody = [cell for cell, title in zip(contract_row(name=None), CONTRACT_TITLES, strict=True)
              if title in titles]  # fmt: skip
    paths = [
        write_csv(folder / "a.csv", [titles, nobody]),
        write_csv(folder / "c.csv", [["N° Lagon", "Raison sociale"], ["L1", None]]),
    ]
    told = [problem.column for path in paths for problem in _read(path).problems]
    assert told == ["Nom du client", "Raison sociale"]


def test_a_dash_is_no_number_and_a_lost_one_is_no_missing_one(folder: Path) -> None:
    titles = [f" {title} " for title in CONTRACT_TITLES]
    rows = [contract_row(number="-"), contract_row(number="4,09E+13")]
    draft = _read(write_csv(folder / "a.csv", [titles, *rows]))
    missing, lost = (each.message for each in draft.problems)
    assert missing == "Le numéro de contrat manque."
    assert "De plus" not in lost


def test_an_empty_closed_cell_is_refused_with_the_words_that_it_may_hold(folder: Path) -> None:
    (problem,) = _contracts(folder, [contract_row(state=None)]).problems
    states = "En cours, Pas encore actif, Suspendu, Résilié, Sans effet."
    assert problem.message == f"Cette case est vide. Attendu : {states}"


def test_a_line_is_counted_as_a_person_counts_it(folder: Path) -> None:
    bad = contract_row(effect=None)
    book = write_xlsx(folder / "a.xlsx", [[], CONTRACT_TITLES, [], CONTRACT, [], bad])
    text = write_csv(folder / "a.csv", [[], CONTRACT_TITLES, [], CONTRACT, [], bad])
    assert [_told(_read(path))[0][0] for path in (book, text)] == [6, 6]
    assert _read(book).read == 2


@pytest.mark.parametrize(
    ("title", "cell", "code"),
    [
        ("Date souscription", "31/02/2026", "date_invalide"),
        ("Date résil.", "01/01/26", "date_invalide"),
        ("Prime TTC", "gratuit", "montant_illisible"),
        ("Nb sinistres", "deux", "nombre_illisible"),
        ("Type de client", "Martien", "type_client_inconnu"),
        ("Agence", "Ailleurs", "agence_inconnue"),
    ],
)
def test_a_doubtful_optional_cell_is_a_warning_and_the_row_is_kept(
    folder: Path, title: str, cell: str, code: str
) -> None:
    draft = _contracts(folder, [[*CONTRACT, cell]], extra=[title])
    assert draft.problems == []
    assert len(draft.contracts) == 1
    told = [(each.line, each.column, each.value, each.code) for each in draft.warnings]
    assert told == [(2, title, cell, code)]


def test_an_agency_that_the_table_lacks_is_told_with_those_that_it_has(folder: Path) -> None:
    (warning,) = _contracts(folder, [[*CONTRACT, "Ailleurs"]], extra=["Agence"]).warnings
    known = ", ".join(site.name for site in Agencies.default().sites)
    assert f"« Ailleurs » n’est pas dans la table (connues : {known})" in warning.message


@pytest.mark.parametrize(
    ("name", "cell", "agency"),
    [
        ("H90001 CONTRATS.xlsx", None, "Corniche"),
        ("export_h90002-nov.xlsx", None, "Rouvière"),
        ("H90001 CONTRATS.xlsx", "rouviere", "Rouvière"),
        ("H90009 CONTRATS.xlsx", None, None),
        ("contrats.xlsx", "Kennedy", "Corniche"),
        ("contrats.xlsx", "Ailleurs", "Ailleurs"),
        ("contrats.xlsx", None, None),
    ],
)
def test_the_agency_is_the_rows_else_that_of_the_site_code(
    folder: Path, name: str, cell: str | None, agency: str | None
) -> None:
    (contract,) = _contracts(folder, [[*CONTRACT, cell]], name, ["Agence"]).contracts
    assert contract.agency == agency


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("H90001 CONTRATS NOV2026.xlsx", "H90001"),
        ("contrats_h90001.csv", "H90001"),
        ("rejets_2026-11-23_H90002 X.xlsx", "H90002"),
        ("H9000 A.xlsx", ""),
        ("H900012.xlsx", ""),
        ("AH90001.xlsx", ""),
        ("contrats.xlsx", ""),
    ],
)
def test_a_site_code_is_h_and_five_digits(name: str, code: str) -> None:
    assert site_code(name) == code


def test_unknown_columns_are_listed_and_nothing_is_refused(folder: Path) -> None:
    draft = _contracts(folder, [[*CONTRACT, "1,20", None]], extra=["Ratio S/P", "Fractionnement"])
    assert draft.set_aside == ("Ratio S/P", "Fractionnement")
    assert draft.problems == []


def test_titles_are_told_without_their_outer_spaces(folder: Path) -> None:
    titles = [f" {title} " for title in [*CONTRACT_TITLES, "Zone"]]
    draft = _read(write_csv(folder / "a.csv", [titles, [*CONTRACT, "1"]]))
    codes = ("numero", "client", "nom", "mouvement", "date_effet", "etat")
    assert draft.titles == dict(zip(codes, CONTRACT_TITLES, strict=True))
    assert draft.set_aside == ("Zone",)


def test_an_unknown_product_is_flagged_once_and_kept(folder: Path) -> None:
    rows = [[*contract_row(number=f"C{at}"), "AUTO", "Auto"] for at in range(2)]
    rows += [[*contract_row(number=f"D{at}"), "BATEAU X", "Voilier X"] for at in range(3)]
    draft = _contracts(folder, rows, extra=["Branche", "Produit"])
    assert len(draft.contracts) == 5
    assert [(each.line, each.value, each.code) for each in draft.warnings] == [
        (4, "Voilier X", "produit_inconnu")
    ]


def test_a_file_of_refused_rows_is_read_back_without_its_own_columns(folder: Path) -> None:
    titles = ["Motif du rejet", "Ligne d’origine", *CONTRACT_TITLES, "Ratio"]
    path = write_xlsx(
        folder / "rejets_2026-11-23_H90001 CONTRATS.xlsx",
        [titles, ["La date d’effet manque.", 17, *CONTRACT, "1"]],
    )
    draft = _read(path)
    assert (draft.partial, draft.scope, draft.set_aside) == (True, "Corniche", ("Ratio",))
    assert [contract.number for contract in draft.contracts] == ["C1"]


@pytest.mark.parametrize(
    ("name", "own", "partial"),
    [
        ("rejets_2026-11-23_a.xlsx", [], True),
        ("corrigé.xlsx", ["Motif du rejet", "Ligne d’origine"], True),
        ("rejets.xlsx", [], False),
        ("contrats.xlsx", [], False),
    ],
)
def test_a_file_of_refused_rows_is_known_by_its_name_or_by_its_own_columns(
    folder: Path, name: str, own: list[str], *, partial: bool
) -> None:
    assert _contracts(folder, [[*CONTRACT, *own]], name, own).partial is partial


def test_the_number_of_a_refused_row_is_known_to_be_in_the_export(folder: Path) -> None:
    draft = _contracts(folder, [contract_row(number="C7", effect=None), contract_row(number=None)])
    assert draft.refused_numbers == {"C7"}


# Value in the file: what it means.
MOVEMENTS: dict[Term, list[str]] = {
    Movement.AN: ["AN", "an", "A.N.", "Affaire nouvelle", "AFFAIRE  NOUVELLE",
                  "Affaire nouvelle (AN)"],
    Movement.REMPLACEMENT: ["Remplacement"],
    Movement.AVENANT: ["avenant"],
    Movement.RENOUVELLEMENT: ["Renouvellement", "Terme", "Renouvellement / terme"],
    Movement.REPRISE: ["Reprise"],
    Movement.TRANSFERT: ["TRANSFERT"],
}  # fmt: skip
STATES: dict[Term, list[str]] = {
    ContractState.EN_COURS: ["En cours", "EN COURS", " en\u00a0cours "],
    ContractState.PAS_ENCORE_ACTIF: ["Pas encore actif"],
    ContractState.SUSPENDU: ["Suspendu"],
    ContractState.RESILIE: ["Résilié", "resilie", "RÉSILIÉ"],
    ContractState.SANS_EFFET: ["Sans effet"],
}
TYPES: dict[Term, list[str]] = {
    ClientType.PARTICULIER: ["Particulier"],
    ClientType.TNS: ["Professionnel", "Pro", "TNS"],
    ClientType.ENTREPRISE: ["Entreprise", "Société", "SOCIETE"],
}


def test_every_word_of_the_closed_columns_is_understood(folder: Path) -> None:
    columns = {"movement": MOVEMENTS, "state": STATES, "client_type": TYPES}
    words: list[tuple[str, Term, str]] = [
        (name, term, word)
        for name, terms in columns.items()
        for term, listed in terms.items()
        for word in listed
    ]
    rows = [
        [*contract_row(number=f"C{at}", **{name: word}), word if name == "client_type" else None]
        for at, (name, _, word) in enumerate(words)
    ]
    draft = _contracts(folder, rows, extra=["Type de client"])
    assert draft.problems == []
    found = [
        getattr(contract, name)
        for contract, (name, _, _) in zip(draft.contracts, words, strict=True)
    ]
    assert found == [each for _, each, _ in words]


def test_numbers_kept_as_text_and_dates_kept_as_numbers_are_read(folder: Path) -> None:
    rows = [
        contract_row(number=57823085900000, client=100, effect=46259),
        contract_row(number="00123", client="00100", effect="46259"),
        contract_row(number=1234567890123456, effect=46259),
    ]
    draft = _contracts(folder, rows)
    assert [(each.number, each.client_number, each.effect_date) for each in draft.contracts] == [
        ("57823085900000", "100", date(2026, 8, 25)),
        ("00123", "00100", date(2026, 8, 25)),
    ]
    assert [(each.line, each.code) for each in draft.problems] == [(4, "numero_illisible")]


def test_the_numbers_and_dates_of_a_real_xls_are_read() -> None:
    draft = _read(Path(__file__).parents[1] / "data" / "contrats.xls")
    told = [
        (each.line, each.number, each.client_number, each.effect_date) for each in draft.contracts
    ]
    assert told == [
        (2, "C1", "L1", date(2026, 8, 25)),
        (3, "57823085900000", "100", date(2026, 8, 25)),
        (4, "00123", "L3", date(2026, 8, 29)),
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+33 SARL", "-Martin", "@Dupuis"])
@pytest.mark.parametrize("mark", ["", "'"])
def test_a_text_that_looks_like_a_formula_is_a_text(folder: Path, name: str, mark: str) -> None:
    draft = _read(write_csv(folder / "a.csv", [CONTRACT_TITLES, contract_row(name=mark + name)]))
    assert [contract.client_name for contract in draft.contracts] == [name]


@pytest.mark.parametrize(
    ("mobile", "landline", "read"), [("06", "04", "06"), (None, "04", "04"), (None, None, None)]
)
def test_a_client_without_a_mobile_has_his_landline(
    folder: Path, mobile: str | None, landline: str | None, read: str | None
) -> None:
    titles = ["N° Lagon", "Nom", "Tél. fixe", "Tél. portable"]
    draft = _read(write_xlsx(folder / "a.xlsx", [titles, ["L1", "MARTIN", landline, mobile]]))
    assert draft.clients[0].phone == read


def test_a_column_named_by_a_person_is_read(folder: Path) -> None:
    titles = ["No CT", *CONTRACT_TITLES[1:]]
    path = write_csv(folder / "a.csv", [titles, CONTRACT])
    assert _read(path, contrats={"numero": "no ct"}).contracts[0].number == "C1"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (date(1900, 1, 1), None),
        ("31/12/1949", None),
        ("01/01/1950", date(1950, 1, 1)),
        (date(2026, 11, 1), date(2026, 11, 1)),
        ("31/12/2030", date(2030, 12, 31)),
    ],
)
def test_an_end_that_no_contract_is_as_old_as_is_left_empty_and_told(
    folder: Path, cell: Any, read: date | None
) -> None:
    draft = _contracts(folder, [[*CONTRACT, cell], [*CONTRACT, None]], extra=["Date résil."])
    assert [contract.ended_on for contract in draft.contracts] == [read, None]
    told = [(each.line, each.column, each.code) for each in draft.warnings]
    assert told == ([] if read else [(2, "Date résil.", "date_hors_bornes")])
    assert draft.unread == ({} if read else {2: {"ended_on"}})


def test_a_client_created_in_1900_is_left_without_that_day_and_the_others_keep_theirs(
    folder: Path,
) -> None:
    days = ["01/01/1900", "01/01/1950", "05/06/2019", None]
    rows = [[f"L{at}", *CLIENT[1:], day] for at, day in enumerate(days)]
    draft = _read(write_csv(folder / "c.csv", [[*CLIENT_TITLES, "Date de création"], *rows]))
    known = [date(1950, 1, 1), date(2019, 6, 5)]
    assert [client.created_on for client in draft.clients] == [None, *known, None]
    assert [(each.line, each.code) for each in draft.warnings] == [(2, "date_hors_bornes")]


@pytest.mark.parametrize("names", [("MARTIN", None), (None, "Voiles")])
def test_a_client_is_a_person_or_a_company(
    folder: Path, names: tuple[str | None, str | None]
) -> None:
    titles = ["N° Lagon", "Nom", "Raison sociale"]
    draft = _read(write_csv(folder / "c.csv", [titles, ["L1", *names]]))
    assert ([client.number for client in draft.clients], draft.problems) == (["L1"], [])


def test_cells_beyond_the_titles_are_flagged_where_they_hold_something(folder: Path) -> None:
    rows = [[*CONTRACT, "F1"], [*contract_row(number="C2"), " ", ""], contract_row(number="C3")]
    draft = _read(write_csv(folder / "a.csv", [CONTRACT_TITLES, *rows]))
    assert [contract.number for contract in draft.contracts] == ["C1", "C2", "C3"]
    (warning,) = draft.warnings
    assert (warning.line, warning.code) == (2, "cases_en_trop")
    assert "7 cases pour 6 titres" in warning.message


@pytest.mark.parametrize(
    ("name", "agency", "told"),
    [("H99999 X.xlsx", None, [(2, "site_inconnu")]), ("H99999 X.xlsx", "Kennedy", []),
     ("X.xlsx", None, [])],
)  # fmt: skip
def test_a_site_code_that_no_agency_has_is_told_where_a_row_needs_it(
    folder: Path, name: str, agency: str | None, told: list[tuple[int, str]]
) -> None:
    draft = _contracts(folder, [[*CONTRACT, agency]], name, ["Agence"])
    assert [(each.line, each.code) for each in draft.warnings] == told
    assert all("H99999" in each.message for each in draft.warnings)


@pytest.mark.parametrize("code", ["", "H90001"])
def test_the_rows_of_one_agency_say_whose_export_a_file_without_a_code_is(
    folder: Path, code: str
) -> None:
    rows = [[*CONTRACT, "Kennedy"], [*contract_row(number="C2"), "Corniche"]]
    assert _contracts(folder, rows, f"{code} X.xlsx", ["Agence"]).scope == "Corniche"


@pytest.mark.parametrize("agencies", [("Kennedy", "Rouvière"), ("Kennedy", None), (None, None)])
def test_a_file_without_a_code_whose_rows_are_not_all_of_one_agency_is_of_none(
    folder: Path, agencies: tuple[str | None, str | None]
) -> None:
    rows = [[*contract_row(number=f"C{at}"), agency] for at, agency in enumerate(agencies)]
    assert _contracts(folder, rows, "X.xlsx", ["Agence"]).scope == ""
