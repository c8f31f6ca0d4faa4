"""What the tables of the bilan, and its page, show of what is known."""

from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.live.bilan.paper import paper_lines
from mplus3_xl.live.bilan.tables import action_rows
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved


def test_an_action_of_a_contract_names_it_as_the_list_of_actions_does(store: Units) -> None:
    saved(ready(store), filled_form(prepared(store), pieces=(), tags=TypedTags(appel=Tag.OK)))
    followed = [each.object for each in actions_to_follow(store)]
    assert followed[0].endswith(" (C1)")
    opened = open_bilan(store, 1, AGENCIES, CALL)
    rows = action_rows(opened)
    assert set(followed) <= {row[3] for row in rows}
    assert set(followed) <= {cell for line in paper_lines(opened, (), (), rows) for cell in line}
