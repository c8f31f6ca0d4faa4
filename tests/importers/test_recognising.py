"""Recognising a file by its titles, however they are written (§4.4, R10)."""

from collections.abc import Callable
from typing import Any

import pytest

from mplus3_xl.domain.lagon.drafts import Kind
from mplus3_xl.errors import UserError
from mplus3_xl.importers.columns import Match, match
from mplus3_xl.importers.recognising import recognise
from tests.importers.files import CLIENT_TITLES, CONTRACT_TITLES

# The names met, as the domain notes list them: field, then names.
CONTRACT_NAMES = {
    "numero": "N° de Contrat · Numéro contrat · N° contrat · Police",
    "client": "N° client Lagon · Ref. Lagon · N° Lagon · N° client Lagoon · N° Lagoon · N° client",
    "nom": "Nom du client · Client · Nom client",
    "type_client": "Type de client · Type client",
    "mouvement": "Mouvement · Nature du mouvement · Type mouvement",
    "date_effet": "Date d'effet · Date effet",
    "etat": "Etat du contrat · Situation · État",
    "date_souscription": "Date de souscription · Date souscription",
    "date_resiliation": "Date de résiliation · Date résil.",
    "branche": "Branche",
    "produit": "Code produit · Produit · Libellé produit",
    "formule": "Formule",
    "prime": "Prime TTC annuelle · Prime TTC · Prime annuelle TTC (€)",
    "vendeur": "Vendeur · Apporteur",
    "charge": "Chargé de clientèle · Chargé clientèle",
    "agence": "Agence · Point de vente",
    "sinistres": "Nb sinistres · Sinistres · Nombre de sinistres",
}
CLIENT_NAMES = {
    "client": "N° client Lagon · Ref. Lagon · N° Lagon · N° client Lagoon · N° Lagoon · N° client",
    "nom": "Nom",
    "raison_sociale": "Raison sociale",
    "civilite": "Civilité",
    "prenom": "Prénom",
    "type_client": "Type de client",
    "adresse": "Adresse · Adresse 1 · Adresse 2",
    "code_postal": "CP · Code postal",
    "ville": "Ville",
    "telephone": "Téléphone · Tél. portable · Tél. fixe",
    "email": "E-mail · Mail · Email · Courriel",
    "situation_matrimoniale": "Situation matrimoniale",
    "situation_professionnelle": "Situation professionnelle · CSP",
    "siret": "SIRET",
    "naf": "Code NAF · APE",
    "activite": "Activité",
    "ca_annuel": "CA annuel · Chiffre d'affaires",
    "effectif": "Effectif",
    "contact_assurances": "Contact assurances",
    "agence": "Agence",
    "charge": "Chargé de clientèle",
    "date_creation": "Date de création",
}
NAMES = [
    (kind, code, name)
    for kind, table in ((Kind.CONTRACTS, CONTRACT_NAMES), (Kind.CLIENTS, CLIENT_NAMES))
    for code, names in table.items()
    for name in names.split(" · ")
]
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as listed": lambda name: name,
    "capitals": str.upper,
    "small letters": str.lower,
    "stray spaces": lambda name: f"  {name.replace(' ', chr(0xA0) * 2)}\n",
    "no accents": lambda name: name.translate(str.maketrans("éèêÉôû", "eeeEou")),
    "typographic apostrophe": lambda name: name.replace("'", "’"),
    "ordinal sign": lambda name: name.replace("N°", "Nº"),
    "underscores": lambda name: name.replace(" ", "_"),
    "a colon": lambda name: f"{name} :",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(("kind", "code", "name"), NAMES)
def test_every_name_met_is_recognised_in_any_spelling(
    kind: Kind, code: str, name: str, spelling: str
) -> None:
    found = match(kind, ["?", SPELLINGS[spelling](name)], {})
    assert found.places == {code: (1,)}


def _recognise(*titles: Any, additions: dict[str, dict[str, str]] | None = None) -> Match:
    return recognise("export.csv", titles, additions or {})


def _refusal(*titles: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        _recognise(*titles)
    return caught.value


@pytest.mark.parametrize(
    ("titles", "kind"), [(CONTRACT_TITLES, Kind.CONTRACTS), (CLIENT_TITLES, Kind.CLIENTS)]
)
def test_the_order_of_the_titles_does_not_matter(titles: list[str], kind: Kind) -> None:
    assert _recognise(*titles[::-1]).kind is kind


@pytest.mark.parametrize("lacking", CONTRACT_TITLES)
def test_a_contract_export_needs_its_required_columns(lacking: str) -> None:
    titles = [title for title in CONTRACT_TITLES if title != lacking]
    if lacking in ("N° client Lagon", "Nom du client"):
        assert _recognise(*titles).kind is Kind.CONTRACTS  # one of the two is enough
    else:
        assert _refusal(*titles).code == "entete_incomplet"


def test_a_contract_export_needs_a_client_by_number_or_by_name() -> None:
    titles = [title for title in CONTRACT_TITLES if "lient" not in title]
    assert _refusal(*titles).code == "entete_incomplet"


@pytest.mark.parametrize("titles", [("N° Lagon", "Nom"), ("N° Lagon", "Raison sociale")])
def test_a_client_export_needs_a_number_and_one_of_two_names(titles: tuple[str, ...]) -> None:
    assert _recognise(*titles).kind is Kind.CLIENTS


@pytest.mark.parametrize("titles", [("N° Lagon", "Prénom"), ("Nom", "Prénom", "Ville")])
def test_a_client_export_without_number_or_name_is_refused(titles: tuple[str, ...]) -> None:
    assert _refusal(*titles).code in ("entete_incomplet", "entete_inconnu")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Dte d'effet", "date_effet"),
        ("Date prise effet", "date_effet"),
        ("Mouvements", "mouvement"),
        ("Etats contrat", "etat"),
        ("No de contrats", "numero"),
        ("ETATS CONTRAT", "etat"),
    ],
)
def test_the_nearest_title_is_proposed_for_a_missing_column(written: str, code: str) -> None:
    names = {name: key for key, names in CONTRACT_NAMES.items() for name in names.split(" · ")}
    titles = [written if names[title] == code else title for title in CONTRACT_TITLES]
    refusal = _refusal(*(f" {title} " for title in titles))
    assert refusal.code == "entete_incomplet"
    assert refusal.what.endswith(f"Colonnes trouvées : {', '.join(titles)}.")
    usual = next(title for title in CONTRACT_TITLES if title not in titles)
    written_so = f"Si « {written} » est cette colonne, écrivez « {usual} » à sa place"
    assert refusal.remedy.startswith(written_so)
    assert f'mplus3 importer --colonne "{code}={written}" "export.csv"' in refusal.remedy
    taken = _recognise(*titles, additions={"contrats": {code: written}})
    assert taken.places[code] == (titles.index(written),)


@pytest.mark.parametrize(
    ("written", "code"),
    [("N° du client Lagon", "client"), ("Numéros client", "client"), ("Noms du client", "nom")],
)
def test_of_two_columns_that_would_do_the_nearest_one_is_proposed(written: str, code: str) -> None:
    titles = [title for title in CONTRACT_TITLES if "lient" not in title]
    refusal = _refusal(*titles, written)
    assert "« N° client Lagon » ou « Nom du client »" in refusal.what
    assert f'--colonne "{code}={written}"' in refusal.remedy


def test_a_refusal_says_what_was_expected_and_what_was_found() -> None:
    refusal = _refusal("date ", "", "libellé", "débit")
    assert refusal.code == "entete_inconnu"
    assert "Colonnes trouvées : date, libellé, débit." in refusal.what
    needed = (
        "N° de Contrat, N° client Lagon, Nom du client, Mouvement, Date d'effet, Etat du contrat"
    )
    assert f"contrats : {needed} ; clients : N° client Lagon, Nom, Raison sociale." in refusal.what


def test_a_refusal_names_thirty_titles_at_most() -> None:
    assert _refusal(*map(str, range(1, 41))).what.endswith("28, 29, 30.")


def test_a_column_that_no_title_is_like_is_to_be_added() -> None:
    titles = [title for title in CONTRACT_TITLES if title != "Mouvement"]
    remedy = _refusal(*titles, "Ratio S/P").remedy
    assert remedy.startswith("Ajoutez la colonne « Mouvement » au fichier, ou")
    assert '--colonne "mouvement=SON EN-TÊTE"' in remedy


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ("Police", "numero"),
        ("Date effet", "date_effet"),
        ("État", "etat"),
        ("Client", "nom"),
        ("Ref. Lagon", "client"),
    ],
)
def test_two_columns_for_one_needed_field_are_refused(extra: str, code: str) -> None:
    refusal = _refusal(*CONTRACT_TITLES, extra)
    assert refusal.code == "colonne_ambigue"
    assert f"« {extra} »" in refusal.what
    assert f'--colonne "{code}=' in refusal.remedy


def test_of_two_columns_for_one_field_the_first_is_the_example_of_the_remedy() -> None:
    refusal = _refusal(*CONTRACT_TITLES, " Police ")
    assert refusal.what.endswith("pour « numero » : « N° de Contrat » et « Police ».")
    assert '--colonne "numero=N° de Contrat"' in refusal.remedy


def test_one_title_twice_is_refused_and_no_option_can_settle_it() -> None:
    refusal = _refusal(*CONTRACT_TITLES, "DATE D'EFFET")
    assert refusal.code == "colonne_ambigue"
    assert "--colonne" not in refusal.remedy
    assert "changez son titre" in refusal.remedy


def test_a_named_title_settles_which_of_two_columns_to_read() -> None:
    titles = [*CONTRACT_TITLES, "Police"]
    found = _recognise(*titles, additions={"contrats": {"numero": "police "}})
    assert found.places["numero"] == (len(CONTRACT_TITLES),)
    assert found.set_aside == (0,)


def test_two_columns_for_an_optional_field_are_read_by_the_order_of_the_table() -> None:
    found = _recognise(*CONTRACT_TITLES, "Libellé produit", "Code produit")
    assert found.places["produit"] == (7, 6)
    assert found.set_aside == (6,)


def test_a_file_that_is_both_exports_at_once_is_refused() -> None:
    assert _refusal(*CONTRACT_TITLES, *CLIENT_TITLES[1:]).code == "entete_ambigu"


def test_unknown_columns_are_set_aside() -> None:
    found = _recognise(*CONTRACT_TITLES, "Ratio S/P", "", None, 12)
    assert [place for place in found.set_aside if place < 7] == [6]
    assert found.kind is Kind.CONTRACTS
