"""Whom the export of another site changed, by count and by name."""

from typing import Any

import pytest

from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.services.importing.other_site import OtherSite, by_other_site, other_site_said
from tests.domain.invented import client, client_file, client_row, contract_file

HERE, ELSEWHERE = "Corniche", "Prado"
TOLD = ("MARTIN Zoé, Corniche",)


def found(files: list[DraftFile], was: str | None, is_now: str | None, **known: Any) -> OtherSite:
    """What is found of a client whose site and e-mail an import changed."""
    old = client(agency=was, **known)
    return by_other_site(files, [(old, old._replace(agency=is_now, email="z@exemple.fr"))])


@pytest.mark.parametrize(
    ("sites", "told"),
    [([ELSEWHERE], TOLD), ([HERE], ()), ([HERE, ELSEWHERE], ()), ([""], ()), ([], ())],
)
def test_a_client_is_told_whom_the_files_of_other_sites_alone_changed(
    sites: list[str], told: tuple[str, ...]
) -> None:
    files = [client_file(client_row(), scope=site) for site in sites]
    assert found(files, HERE, HERE) == OtherSite(changed=told)
    assert found(files, HERE, HERE, number=None) == OtherSite()


def test_a_file_of_contracts_is_not_one_that_changes_clients() -> None:
    assert found([contract_file(scope=ELSEWHERE)], HERE, HERE) == OtherSite()


def test_a_client_who_goes_from_a_site_to_another_is_told_with_both() -> None:
    files = [client_file(client_row(), scope=ELSEWHERE)]
    moved = ("MARTIN Zoé, Corniche → Prado",)
    assert found(files, HERE, ELSEWHERE) == OtherSite(moved=moved)


@pytest.mark.parametrize(("was", "is_now"), [(None, HERE), (HERE, None), (None, None)])
def test_a_client_who_had_or_has_no_site_goes_from_none_to_another(
    was: str | None, is_now: str | None
) -> None:
    files = [client_file(client_row(), scope=ELSEWHERE)]
    assert found(files, was, is_now) == OtherSite()


def test_five_are_named_and_the_others_counted() -> None:
    (five,) = other_site_said(OtherSite(moved=tuple("ABCDE")))
    (seven,) = other_site_said(OtherSite(changed=tuple("ABCDEFG")))
    assert five == "5 clients changent d’agence (A ; B ; C ; D ; E) : à vérifier dans Lagon."
    assert seven.startswith("7 clients modifiés par l’export d’une autre agence que la sienne (A ;")
    assert seven.endswith("E ; et 2 autres) : à vérifier dans Lagon.")


def test_nobody_is_no_sentence() -> None:
    assert list(other_site_said(OtherSite())) == []
