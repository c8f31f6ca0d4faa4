"""The journal of versions says each thing once, under a subject."""

import re

from mplus3_xl.bootstrap import shipped

TEXT = shipped("CHANGELOG.md").read_text(encoding="utf-8")
POINTS = [" ".join(part.split()) for part in re.split(r"^(?=- |#)", TEXT, flags=re.MULTILINE)]


def test_no_point_is_said_twice() -> None:
    said = [point for point in POINTS if point.startswith("- ")]
    assert said
    assert [point for point in set(said) if said.count(point) > 1] == []


def test_each_point_of_a_version_stands_under_a_subject() -> None:
    before, *_ = re.split(r"^### ", TEXT, maxsplit=1, flags=re.MULTILINE)
    assert not re.findall(r"^- .*", before, flags=re.MULTILINE)
