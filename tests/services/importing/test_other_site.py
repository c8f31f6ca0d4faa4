"""Whom the export of another site changed, by count and by name."""

from mplus3_xl.services.importing.other_site import OtherSite, other_site_said


def test_five_are_named_and_the_others_counted() -> None:
    (five,) = other_site_said(OtherSite(moved=tuple("ABCDE")))
    (seven,) = other_site_said(OtherSite(changed=tuple("ABCDEFG")))
    assert five == "5 clients changent d’agence (A ; B ; C ; D ; E) : à vérifier dans Lagon."
    assert seven.startswith("7 clients modifiés par l’export d’une autre agence que la sienne (A ;")
    assert seven.endswith("E ; et 2 autres) : à vérifier dans Lagon.")


def test_nobody_is_no_sentence() -> None:
    assert list(other_site_said(OtherSite())) == []
