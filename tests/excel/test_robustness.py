"""Whatever the file, the proof gives findings and never an exception."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.painter.proof import check
from mplus3_xl.painter.proof.book import Vocabulary
from mplus3_xl.painter.proof.formulas import LONGEST_FORMULA, faults
from tests.excel.damage import Parts, pack

ROUNDS = 60
MOMENT = 30.0
"""Seconds: far beyond any slow machine, far below the hours of a search that explodes."""


def scrambled(content: bytes, chance: Random) -> bytes:
    """The content with a piece cut, doubled or changed."""
    if not content:
        return b"x"
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randrange(1, 40))
    pieces = (
        b"",
        content[start:end] * 2,
        chance.randbytes(end - start),
        b"-1",
        b'"',
        b"99999999999",
    )
    return content[:start] + chance.choice(pieces) + content[end:]


def wrong_values(content: bytes, chance: Random) -> bytes:
    """The content, still XML, with one attribute or text that means nothing."""
    quotes = [at for at in range(len(content)) if content.startswith(b'="', at)]
    if not quotes:
        return content
    start = chance.choice(quotes) + 2
    end = content.index(b'"', start)
    new = chance.choice((b"", b"-1", b"x", b"1e9", b"A1:A0", b"ZZZZ1", b"9" * 5000, b"\xc3\xa9"))
    return content[:start] + new + content[end:]


@pytest.mark.parametrize("spoil", [scrambled, wrong_values])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_spoilt_part_is_survived(
    spoil: Callable[[bytes, Random], bytes], seed: int, good_parts: Parts, tmp_path: Path
) -> None:
    chance = Random(seed)
    parts = dict(good_parts)
    for name in chance.sample(sorted(parts), 3):
        parts[name] = spoil(parts[name], chance)
    path = tmp_path / "abime.xlsm"
    path.write_bytes(pack(parts))
    assert isinstance(check(path), list)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_package_without_some_of_its_parts_is_caught(
    seed: int, good_parts: Parts, tmp_path: Path
) -> None:
    chance = Random(seed)
    kept = chance.sample(sorted(good_parts), chance.randrange(len(good_parts)))
    path = tmp_path / "abime.xlsm"
    path.write_bytes(pack({name: good_parts[name] for name in kept}))
    assert check(path)


@pytest.mark.parametrize("length", [0, 1, 22, 500, 5000, 20000])
def test_a_truncated_file_is_caught(length: int, workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "tronque.xlsm"
    path.write_bytes(workbook.read_bytes()[:length])
    assert check(path)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in check(tmp_path / "absent.xlsm")] == ["zip-illisible"]


@settings(max_examples=300, deadline=None)  # a busy machine is no fault
@given(st.text(alphabet="=()[]{}'\"#,;!:@$ AbRéC1.\\_", max_size=60))
def test_any_text_is_read_as_a_formula(text: str) -> None:
    assert isinstance(list(faults(text, Vocabulary({"ab": {"c"}}, {"rc"}, {"a b"}))), list)


@pytest.mark.parametrize("piece", ["[", "['", "A[", "[]", "a", "a.", "'", "a(", "1[1"])
def test_a_long_senseless_formula_is_read_in_a_moment(piece: str) -> None:
    text = piece * (LONGEST_FORMULA // len(piece))
    start = time.perf_counter()
    list(faults(text, Vocabulary({}, set(), set())))
    assert time.perf_counter() - start < MOMENT
