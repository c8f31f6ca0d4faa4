"""What a manager sets: read as typed, refused whole, with all that is wrong."""

import re
from pathlib import Path

import pytest

import mplus3_xl
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.reglages.plan import Proposed, ReglagesError, differences, planned
from mplus3_xl.domain.reglages.set_values import (
    REASON_MOST,
    Typed,
    limit_settings,
    settings,
)
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.windows import DEFAULT_SPANS, Spans

DEFAULTS = Reglages()
SETTINGS = {setting.code: setting for setting in settings()}


def _problems(*typed: Typed, old: Reglages = DEFAULTS) -> dict[str, str]:
    with pytest.raises(ReglagesError) as refusal:
        planned(old, Proposed(typed))
    return {problem.field: problem.code for problem in refusal.value.problems}


def test_without_anything_set_the_rule_tables_are_in_force() -> None:
    assert (DEFAULTS.limits, DEFAULTS.spans) == (default_limits(), DEFAULT_SPANS)


def test_what_is_set_is_in_force_beside_the_rest() -> None:
    new = planned(DEFAULTS, Proposed([Typed("fenetre_tentatives", 31), Typed("tolerance_days", 5)]))
    assert new.limits == {**default_limits(), "fenetre_tentatives": 31}
    assert new.spans == DEFAULT_SPANS._replace(tolerance_days=5)
    assert new.version == 1


def test_what_is_not_typed_stays_as_it_was_set() -> None:
    first = planned(DEFAULTS, Proposed([Typed("relance_piece", 10)]))
    assert planned(first, Proposed([Typed("tolerance_days", 5)])).limits["relance_piece"] == 10


def test_a_value_set_back_to_the_rule_leaves_nothing_of_it() -> None:
    loose = planned(DEFAULTS, Proposed([Typed("max_tentatives", 5, "Accord écrit du client")]))
    again = planned(loose, Proposed([Typed("max_tentatives", 4, "Accord écrit du client")]))
    assert (again.values, again.reasons) == ({}, {})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("max_tentatives", 0),
        ("max_tentatives", "beaucoup"),
        ("max_tentatives", None),
        ("max_tentatives", 2.5),
        ("tolerance_days", -1),
        ("consentement", 366),
        ("note_max", 501),
        ("tns_comme_conso", "Peut-être"),
        ("tns_comme_conso", None),
        ("tns_comme_conso", 1),
    ],
)
def test_a_value_that_the_setting_does_not_know_is_refused(code: str, value: object) -> None:
    assert _problems(Typed(code, value, "Un motif")) == {code: "valeur_inconnue"}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("max_tentatives", 5),
        ("fenetre_tentatives", 29),
        ("tns_comme_conso", "Non"),
        ("contrat_actif_requis", "Non"),
        ("contrat_actif_requis", "non"),
    ],
)
def test_more_room_than_the_law_gives_needs_a_written_reason(code: str, value: object) -> None:
    assert _problems(Typed(code, value, "  ")) == {f"{code}.motif": "motif_absent"}
    new = planned(DEFAULTS, Proposed([Typed(code, value, " Accord du conseil ")]))
    assert new.reasons == {code: "Accord du conseil"}


@pytest.mark.parametrize(
    ("code", "value"), [("max_tentatives", 3), ("fenetre_tentatives", 31), ("relance_piece", 60)]
)
def test_less_room_than_the_law_gives_needs_none(code: str, value: int) -> None:
    typed = [Typed(code, value), Typed("alerte_tentatives", 2)]
    assert planned(DEFAULTS, Proposed(typed)).values == {code: value, "alerte_tentatives": 2}


def test_a_reason_is_not_too_long() -> None:
    fits, long = "x" * REASON_MOST, "x" * (REASON_MOST + 1)
    assert planned(DEFAULTS, Proposed([Typed("max_tentatives", 5, fits)])).reasons
    problems = _problems(Typed("max_tentatives", 5, long))
    assert problems == {"max_tentatives.motif": "motif_trop_long"}


def test_an_alert_comes_before_its_limit() -> None:
    late = {"alerte_tentatives": "alerte_trop_tard"}
    assert _problems(Typed("max_tentatives", 2)) == late
    assert _problems(Typed("max_tentatives", 3)) == late
    assert _problems(Typed("alerte_tentatives", 4)) == late
    with pytest.raises(
        ReglagesError, match=r"« Alerte .* » \(4\) .* « Essais .* » \(4\).*au plus 3"
    ):
        planned(DEFAULTS, Proposed([Typed("alerte_tentatives", 4)]))
    kept = Reglages(1, {"alerte_tentatives": 4})  # as it could be set once
    assert planned(kept, Proposed(texts={})).version == 2
    tight = Proposed([Typed("max_tentatives", 3), Typed("alerte_tentatives", 2)])
    assert planned(DEFAULTS, tight).limits["alerte_tentatives"] == 2


def test_one_attempt_only_leaves_nothing_to_warn_of() -> None:
    only = Proposed([Typed("max_tentatives", 1), Typed("alerte_tentatives", 1)])
    assert planned(DEFAULTS, only).limits["max_tentatives"] == 1
    assert _problems(Typed("max_tentatives", 1)) == {"alerte_tentatives": "alerte_trop_tard"}


def test_a_window_does_not_open_before_the_first_day_allowed() -> None:
    # A contract of 15/12: not before 02/03 (15/02 + 15 days), target 15/03, 13 days later.
    assert planned(DEFAULTS, Proposed([Typed("tolerance_days", 13)])).spans.tolerance_days == 13
    assert _problems(Typed("tolerance_days", 14)) == {"earliest_months": "fenetre_trop_tot"}


def test_a_window_does_not_close_after_the_last_day_allowed() -> None:
    assert _problems(Typed("latest_months", 3)) == {"latest_months": "fenetre_trop_tard"}
    tight = [Typed("latest_months", 3), Typed("tolerance_days", 0)]
    assert planned(DEFAULTS, Proposed(tight)).spans.latest_months == 3


@pytest.mark.parametrize("text", ["5", " 5 ", "\u00a05"])
def test_a_number_that_a_paste_made_a_text_is_read(text: str) -> None:
    assert planned(DEFAULTS, Proposed([Typed("tolerance_days", text)])).spans.tolerance_days == 5


def test_a_refusal_names_the_value_the_limit_and_its_rule() -> None:
    with pytest.raises(ReglagesError, match=r"1 à 365 jours.*« 400 ».*R223-1"):
        planned(DEFAULTS, Proposed([Typed("consentement", 400)]))


def test_all_that_is_wrong_is_said_at_once() -> None:
    typed = [Typed("max_tentatives", 9), Typed("tolerance_days", "x"), Typed("note_max", 1)]
    assert _problems(*typed) == {
        "max_tentatives.motif": "motif_absent",
        "tolerance_days": "valeur_inconnue",
        "note_max": "valeur_inconnue",
    }


def test_a_value_that_is_wrong_is_not_told_twice() -> None:
    assert _problems(Typed("tolerance_days", 99)) == {"tolerance_days": "valeur_inconnue"}


def test_differences_are_said_as_staff_read_them() -> None:
    new = planned(DEFAULTS, Proposed([Typed("tns_comme_conso", "Non", "Avis du juriste")]))
    assert differences(DEFAULTS, new) == [
        ("tns_comme_conso", "Oui", "Non"),
        ("tns_comme_conso.motif", None, "Avis du juriste"),
    ]


def test_a_value_kept_under_a_code_that_no_rule_has_any_more_changes_nothing() -> None:
    old = Reglages(1, {"disparu": 1})
    assert (old.limits, old.spans) == (default_limits(), DEFAULT_SPANS)
    assert planned(old, Proposed([Typed("tolerance_days", 5)])).version == 2


def test_the_default_of_a_setting_is_allowed_and_needs_no_reason() -> None:
    typed = [Typed(code, each.said(each.default)) for code, each in SETTINGS.items() if each.yes_no]
    typed += [Typed(code, each.default) for code, each in SETTINGS.items() if not each.yes_no]
    assert planned(Reglages(1, {"max_tentatives": 3}), Proposed(typed)).values == {}


def test_every_setting_is_read_by_the_program() -> None:
    sources = Path(mplus3_xl.__file__).parent.rglob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    read = set(re.findall(r'limits\["(\w+)"\]', code)) | set(re.findall(r"spans\.(\w+)", code))
    read |= set(re.findall(r'limit\("(\w+)"\)\.said', code))
    assert {each.code for each in limit_settings()} <= read
    assert set(Spans._fields) <= set(SETTINGS)


def test_a_gap_that_is_not_verified_is_switched_on_with_a_written_reason_only() -> None:
    code = "manque:chasseur_sans_rc"
    assert SETTINGS[code].default is False
    assert _problems(Typed(code, "Oui")) == {f"{code}.motif": "motif_absent"}
    with pytest.raises(ReglagesError, match=r"Chasseur.*pas vérifié.*écrivez pourquoi"):
        planned(DEFAULTS, Proposed([Typed(code, "Oui")]))
    new = planned(DEFAULTS, Proposed([Typed(code, "Oui", "Vu avec l’assureur")]))
    assert new.offer.gaps_on == {"chasseur_sans_rc"}


def test_a_family_and_a_gap_are_switched_off_without_reason() -> None:
    new = planned(
        DEFAULTS,
        Proposed([Typed("famille:bateau", "Non"), Typed("manque:loisirs_sans_gav", "Non")]),
    )
    assert new.offer.families_off == {"bateau"}
    assert new.offer.gaps_off == {"loisirs_sans_gav"}
    assert (
        planned(new, Proposed([Typed("famille:bateau", "Oui")])).offer.families_off == frozenset()
    )
