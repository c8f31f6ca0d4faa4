"""The extract that a client gets: one page, that any browser shows as it was meant."""

from datetime import datetime
from pathlib import Path

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.exports.client_extract import client_extract, write_extract
from mplus3_xl.services.client.privacy_extract import Extract, Part
from tests.domain.invented import client

AT = datetime(2026, 11, 23, 9, 30)
CONTRACTS = Part("Contrats", ("Numéro", "Famille"), (("C1", "Auto"), ("C2", "Santé")))
NOTES = Part("Notes & essais", ("Note <courte>",), (("Préfère <le soir> & l’e-mail",),))


def _page(*parts: Part, last_name: str = "MARTIN") -> str:
    return client_extract(Extract(client(last_name=last_name), AT, parts))


def test_the_page_says_whose_it_is_and_of_which_moment() -> None:
    page = _page(CONTRACTS)
    assert page.count("Données de MARTIN Zoé") == 2
    assert "<h1>Données de MARTIN Zoé</h1>" in page
    assert "tient sur cette personne, le 23/11/2026 à 09:30. Vous pouvez demander" in page


def test_each_kind_of_thing_is_a_table_line_by_line() -> None:
    page = "".join(_page(CONTRACTS, NOTES).splitlines())
    assert (
        "<h2>Contrats</h2><table><tr><th>Numéro</th><th>Famille</th></tr>"
        "<tr><td>C1</td><td>Auto</td></tr><tr><td>C2</td><td>Santé</td></tr></table>"
        "<h2>Notes &amp; essais</h2>"
    ) in page


def test_what_was_typed_is_shown_as_it_was_and_never_read_as_the_page_itself() -> None:
    page = _page(NOTES, last_name="<b>MARTIN & Fils</b>")
    assert "<td>Préfère &lt;le soir&gt; &amp; l’e-mail</td>" in page
    assert "<th>Note &lt;courte&gt;</th>" in page
    assert "<title>Données de &lt;b&gt;MARTIN &amp; Fils&lt;/b&gt; Zoé</title>" in page


def test_the_file_bears_the_number_of_the_client_and_the_day(tmp_path: Path) -> None:
    extract = Extract(client(id=12), AT, (NOTES,))
    path = write_extract(extract, tmp_path / "à" / "remettre")
    assert path == tmp_path / "à" / "remettre" / "extrait_12_2026-11-23.html"
    assert path.read_bytes().decode("utf-8") == client_extract(extract)


def test_a_page_that_cannot_be_written_is_refused_with_its_place(tmp_path: Path) -> None:
    taken = tmp_path / "extrait_1_2026-11-23.html"
    taken.mkdir()
    with pytest.raises(UserError) as refusal:
        write_extract(Extract(client(), AT, ()), tmp_path)
    assert refusal.value.code == "fichier_bloque"
    assert f"« {taken} » ne peut pas être écrit (" in refusal.value.what
    assert "--sortie" in refusal.value.remedy
