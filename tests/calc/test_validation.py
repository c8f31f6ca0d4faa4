import pytest
import xlwings as xw


@pytest.mark.proves(
    "Range.data_validation", "DataValidation.type", "DataValidation.source", "DataValidation.api"
)
def test_a_list_names_its_source(form: xw.Sheet) -> None:
    rule = form["B3"].data_validation
    assert (rule.type, rule.source, rule.operator) == ("list", "=lstStatuts", None)
    assert rule.api.getFormula1() == "lstStatuts"


def test_a_list_of_values_gives_them(queue: xw.Sheet) -> None:
    assert queue["B2:B4"].data_validation.source == "Rappel,Fait"


@pytest.mark.proves(
    "DataValidation.in_cell_dropdown", "DataValidation.ignore_blank", "DataValidation.show_input"
)
def test_a_list_is_offered_in_the_cell(form: xw.Sheet) -> None:
    rule = form["B3"].data_validation
    assert (rule.in_cell_dropdown, rule.ignore_blank, rule.show_input) == (True, True, True)


@pytest.mark.proves(
    "DataValidation.input_title",
    "DataValidation.input_message",
    "DataValidation.error_title",
    "DataValidation.error_message",
    "DataValidation.show_error",
)
def test_a_rule_speaks_to_the_person(form: xw.Sheet) -> None:
    rule = form["B3"].data_validation
    assert (rule.input_title, rule.input_message) == ("Statut", "Choisissez dans la liste.")
    assert rule.error_title == "Statut inconnu"
    assert rule.error_message == "Choisissez un statut de la liste."
    assert rule.show_error is True


@pytest.mark.proves("DataValidation.operator", "DataValidation.formula1", "DataValidation.formula2")
def test_a_date_lies_between_two_others(form: xw.Sheet) -> None:
    rule = form["B2"].data_validation
    assert (rule.type, rule.operator) == ("date", "between")
    assert (rule.formula1, rule.formula2) == ("=46023", "=46387")
    assert rule.source is None


@pytest.mark.proves("DataValidation.alert_style")
def test_a_rule_stops_or_warns(form: xw.Sheet) -> None:
    styles = [form[cell].data_validation.alert_style for cell in ("B2", "B3")]
    assert styles == ["warning", "stop"]


@pytest.mark.proves("DataValidation.formula")
def test_a_rule_of_ones_own_has_a_formula(form: xw.Sheet) -> None:
    rule = form["B1"].data_validation
    assert (rule.type, rule.formula) == ("custom", "=LEN(B1)<9")


@pytest.mark.parametrize(
    ("cells", "kind"), [("A1", "none"), ("B3:B4", "mixed_criteria"), ("B1:B3", "inconsistent")]
)
def test_cells_without_one_rule_say_why(form: xw.Sheet, cells: str, kind: str) -> None:
    rule = form[cells].data_validation
    assert (rule.type, rule.error_title, rule.alert_style) == (kind, None, None)
