"""What is said of a search."""

from mplus3_xl.live.call.search_desk import said_of
from mplus3_xl.services.client.search import MOST_FOUND


def test_a_search_that_finds_all_that_it_may_show_says_that_there_may_be_more() -> None:
    assert said_of("Martin", 60, MOST_FOUND) == (
        "« Martin » : 60 lignes trouvées. 50 clients au plus sont montrés : précisez s’il n’y est "
        "pas."
    )


def test_a_search_that_finds_less_says_how_many_lines() -> None:
    assert said_of("Martin", 3, 2) == "« Martin » : 3 lignes trouvées."
