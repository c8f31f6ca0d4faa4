"""The last step of the build adds the ribbon and nothing else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from mplus3_xl.painter.package import RIBBON_PART, read_parts, with_ribbon
from mplus3_xl.painter.ribbon import ribbon_xml


@pytest.fixture(scope="module")
def bare() -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.add_worksheet("Essai").write("A1", "Échéance")
    return written.getvalue()


@pytest.fixture(scope="module")
def finished(bare: bytes) -> bytes:
    return with_ribbon(bare, ribbon_xml())


def test_every_other_part_is_kept_in_its_order(bare: bytes, finished: bytes) -> None:
    before, after = read_parts(bare), read_parts(finished)
    del before["_rels/.rels"], after["_rels/.rels"]
    assert after.pop(RIBBON_PART) == ribbon_xml()
    assert list(after.items()) == list(before.items())


def test_the_relationships_of_the_package_are_kept(bare: bytes, finished: bytes) -> None:
    kept, rest = read_parts(bare)["_rels/.rels"].split(b"</Relationships>")
    assert read_parts(finished)["_rels/.rels"].startswith(kept)
    assert rest.strip() == b""


def test_the_same_content_gives_the_same_bytes(bare: bytes, finished: bytes) -> None:
    assert with_ribbon(bare, ribbon_xml()) == finished


def test_no_part_bears_the_date_of_its_writing(finished: bytes) -> None:
    with ZipFile(BytesIO(finished)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_second_ribbon_is_refused(finished: bytes) -> None:
    with pytest.raises(ValueError, match="déjà un ruban"):
        with_ribbon(finished, ribbon_xml())
