"""A tag needs its objectives, in their order (guide, D1, D9, R24)."""

from itertools import product

import pytest

from mplus3_xl.domain.call.tag_conditions import (
    opening_missing,
    tag_problems,
)
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.dossier_form import TypedTags

SIRET = FormProblem("siret", "champ_manquant", "SIRET : à confirmer avec le client.")
BAIL = FormProblem("piece:7:bail", "piece_manquante", "Bail : à demander.")
OTHERS = FormProblem("autres_assureurs", "autres_assureurs_manquants", "Autres assureurs : ?")
REACHED = TypedTags("OK", "OK", "OK", "S.O.")


def refused(typed: TypedTags, *missing: FormProblem) -> list[tuple[str, str]]:
    parts = [[each for each in missing if each is one] for one in (SIRET, BAIL, OTHERS)]
    return [(each.field, each.code) for each in tag_problems(typed, *parts)]


def test_all_done_is_accepted() -> None:
    assert refused(REACHED) == []


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (SIRET, ["lagon", "bilan"]),  # objective 1 stands before the bilan too
        (BAIL, ["bilan"]),
        (OTHERS, ["bilan"]),
    ],
)
def test_a_tag_is_refused_while_its_objectives_lack_something(
    missing: FormProblem, expected: list[str]
) -> None:
    assert refused(REACHED, missing) == [(field, "objectif_incomplet") for field in expected]


def test_a_refusal_lists_all_that_is_missing() -> None:
    (bilan,) = tag_problems(REACHED._replace(lagon=None), [SIRET], [BAIL], [OTHERS])
    for each in (SIRET, BAIL, OTHERS):
        assert f"\n– {each.message}" in bilan.message
    assert "ci-dessus" not in bilan.message


def test_what_is_above_is_spoken_of_only_when_it_is_there() -> None:
    (bilan,) = tag_problems(REACHED, [], [BAIL], [])
    assert "ci-dessus" not in bilan.message


def test_what_both_tags_lack_is_listed_once() -> None:
    lagon, bilan = tag_problems(REACHED, [SIRET], [BAIL], [OTHERS])
    assert SIRET.message in lagon.message
    assert SIRET.message not in bilan.message
    assert "– la fiche Lagon à jour" in bilan.message


def test_things_that_lack_the_same_are_listed_together() -> None:
    naf = FormProblem("naf", "champ_manquant", "Code NAF : à confirmer avec le client.")
    (lagon,) = tag_problems(TypedTags("OK", "OK", None, "S.O."), [SIRET, naf], [], [])
    assert lagon.message.endswith("\n– SIRET, Code NAF : à confirmer avec le client.")


@pytest.mark.parametrize(("lagon", "bilan"), list(product(["KO", "", None], repeat=2)))
def test_a_tag_that_is_not_ok_needs_nothing(lagon: str | None, bilan: str | None) -> None:
    assert refused(TypedTags("OK", lagon, bilan, "S.O."), SIRET, BAIL, OTHERS) == []


@pytest.mark.parametrize("appel", ["KO", "", None])
def test_without_the_call_nothing_is_done(appel: str | None) -> None:
    assert refused(TypedTags(appel, "OK", "OK", None)) == [
        ("lagon", "appel_manquant"),
        ("bilan", "appel_manquant"),
    ]


@pytest.mark.parametrize(
    ("appel", "sms_mail", "fits"),
    [
        ("OK", "S.O.", True),
        ("OK", "OK", True),  # sent before the client was reached (R16)
        ("KO", "S.O.", False),
        ("KO", None, True),
        ("KO", "KO", True),
        ("KO", "OK", True),
        (None, "S.O.", False),
        (None, None, True),
    ],
)
def test_sms_mail_is_set_aside_only_once_the_client_was_reached(
    appel: str | None, sms_mail: str | None, fits: bool
) -> None:
    expected = [] if fits else [("sms_mail", "sans_objet_sans_appel")]
    assert refused(TypedTags(appel, None, None, sms_mail)) == expected


def test_objective_3_opens_once_all_was_said_at_the_start() -> None:
    said = ["identite", "agence_assureur", "objet", "accord"]
    assert opening_missing(said) == ()
    for each in said:
        kept = [code for code in said if code != each]
        assert [problem.field for problem in opening_missing(kept)] == [each]
