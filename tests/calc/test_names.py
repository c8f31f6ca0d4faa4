import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


@pytest.mark.proves("Names.snapshot", "Names.book", "Names.sheet", "Name.name", "Name.bare")
def test_a_book_knows_its_names_and_those_of_its_sheets(sample: xw.Book) -> None:
    assert sorted(name.name for name in sample.names) == [
        "Fiche!Print_Area",
        "Fiche!locale",
        "fiche_code",
        "lstStatuts",
        "taux",
    ]
    assert len(sample.names) == 5


def test_a_sheet_knows_its_own_names(form: xw.Sheet) -> None:
    assert sorted(name.name for name in form.names) == ["Fiche!Print_Area", "Fiche!locale"]


@pytest.mark.proves("Name.refers_to", "Name.refers_to_range", "Name.title", "Name.book")
def test_a_name_leads_to_its_cells(sample: xw.Book) -> None:
    name = sample.names["fiche_code"]
    assert name.refers_to == "=Fiche!$B$1"
    assert name.refers_to_range.value == "C2"


@pytest.mark.proves("Names.contains", "Name.sheet")
def test_a_name_is_found_in_any_case_or_not_at_all(sample: xw.Book) -> None:
    assert "FICHE_CODE" in sample.names
    assert "inconnu" not in sample.names
    with pytest.raises(KeyError):
        _ = sample.names["inconnu"]


def test_a_name_of_a_value_has_no_cells(sample: xw.Book) -> None:
    assert sample.names["taux"].refers_to == "=0.2"
    with pytest.raises(RefusedError, match="no cells"):
        _ = sample.names["taux"].refers_to_range


@pytest.mark.proves("Names.add")
def test_a_name_is_added_and_defined_anew(sample: xw.Book) -> None:
    sample.names.add("saisie", "=Fiche!$B$1:$B$3")
    assert sample.names["saisie"].refers_to_range.shape == (3, 1)
    sample.names.add("saisie", "=Fiche!$B$1")
    assert sample.names["saisie"].refers_to_range.shape == (1, 1)


def test_a_name_with_a_space_is_refused(sample: xw.Book) -> None:
    with pytest.raises(RefusedError, match="cannot be the name"):
        sample.names.add("deux mots", "=Fiche!$B$1")


def test_what_a_name_stands_for_is_changed(sample: xw.Book) -> None:
    sample.names["fiche_code"].refers_to = "=Fiche!$B$2"
    assert sample.names["fiche_code"].refers_to_range.address == "$B$2"


@pytest.mark.proves("Name.delete")
def test_a_name_is_deleted(sample: xw.Book) -> None:
    sample.names["fiche_code"].delete()
    assert "fiche_code" not in sample.names


@pytest.mark.proves("Names.api", "Name.api")
def test_the_api_is_the_named_range_of_libreoffice(sample: xw.Book) -> None:
    assert sample.names.impl.api.hasByName("taux")
    assert sample.names["taux"].api.Content == "0.2"


def test_a_sheet_finds_its_cells_by_name(form: xw.Sheet) -> None:
    assert form["fiche_code"].address == "$B$1"
    assert form["locale"].address == "$B$2"


def test_a_sheet_refuses_the_name_of_cells_elsewhere(queue: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="no range fiche_code"):
        _ = queue["fiche_code"]
