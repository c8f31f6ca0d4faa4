"""Twelve invented households and companies, each with the whole bilan that must come of it."""

from pathlib import Path

import pytest

from mplus3_xl.domain.vocabulary import ClientType
from tests.domain.bilan.told import STORIES, as_told, story


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_comes_to_the_bilan_that_it_tells(path: Path) -> None:
    told = story(path)
    assert as_told(told) == told["expected"]


def test_there_are_twelve_stories_of_every_type_of_client() -> None:
    assert len(STORIES) == 12
    assert {story(path)["client_type"] for path in STORIES} == {str(each) for each in ClientType}
