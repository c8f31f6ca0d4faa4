"""The four tags and the status that follows from them (D1, D2, R16)."""

from pathlib import Path

import pytest

from mplus3_xl.domain.tags import Tags, status, with_call
from mplus3_xl.domain.vocabulary import Status, Tag

OK, KO, SO = Tag.OK, Tag.KO, Tag.SANS_OBJET
TABLE = [
    line
    for line in (Path(__file__).parent / "status.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _tag(word: str) -> Tag | None:
    return None if word == "vide" else Tag(word)


@pytest.mark.parametrize("line", TABLE)
def test_the_status_follows_from_the_tags(line: str) -> None:
    words, expected = line.split(" : ")
    assert status(Tags(*map(_tag, words.split()))) is Status(expected)


def test_the_table_of_statuses_has_every_state_once() -> None:
    states = {line.split(" : ")[0] for line in TABLE}
    assert len(states) == len(TABLE) == 3 * 3 * 3 * 4


@pytest.mark.parametrize(
    ("before", "appel", "after"),
    [
        (None, OK, SO),  # reached: no need to write
        (KO, OK, SO),
        (SO, OK, SO),
        (OK, OK, OK),  # sent already: it stays so
        (None, KO, None),  # not reached: to be sent
        (SO, KO, None),
        (KO, KO, KO),
        (OK, KO, OK),
        (SO, None, None),
        (OK, None, OK),
        (None, None, None),
    ],
)
def test_sms_mail_follows_the_call(
    before: Tag | None, appel: Tag | None, after: Tag | None
) -> None:
    assert with_call(Tags(sms_mail=before), appel) == Tags(appel=appel, sms_mail=after)


def test_a_call_leaves_lagon_and_bilan_as_they_are() -> None:
    assert with_call(Tags(lagon=OK, bilan=KO), KO) == Tags(KO, OK, KO, None)


@pytest.mark.parametrize("name", ["appel", "lagon", "bilan"])
def test_only_sms_mail_may_be_sans_objet(name: str) -> None:
    with pytest.raises(ValueError, match=r"S\.O\."):
        Tags(**{name: SO})
