from datetime import timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.tags import Tags
from mplus3_xl.errors import UserError
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, dossier
from tests.dossiers import open_dossier
from tests.services.calls import saved
from tests.services.desk import ALICE, BRUNO, fill, form
from tests.stores import made_in_memory

TAGS = st.sampled_from([None, "OK", "KO"])
AUTHORS = st.sampled_from([ALICE, BRUNO])


class Saving(NamedTuple):
    author: str
    tags: TypedTags
    note: str


class Undoing(NamedTuple):
    author: str


SAVINGS = st.builds(
    Saving, AUTHORS, st.builds(TypedTags, TAGS, TAGS, TAGS, TAGS), st.sampled_from(["", "a", "b"])
)
State = tuple[Tags, dict[str, str]]


def _state(store: Units) -> State:
    view = open_dossier(store, 1)
    return view.dossier.tags, dict(view.draft.content) if view.draft else {}


def _done(store: Units, click: Saving | Undoing, number: int) -> bool:
    """Click; say whether something changed."""
    now, version = NOW + timedelta(minutes=number), open_dossier(store, 1).dossier.version
    try:
        if isinstance(click, Undoing):
            undo_last(store, click.author, now)
            return True
        typed = form(f"f{number}", *click.tags, version=version, note=click.note)
        return bool(saved(store, typed, click.author, now).saved.changes)
    except UserError:
        return False


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(SAVINGS, st.builds(Undoing, AUTHORS)), max_size=12))
def test_undoing_gives_back_the_state_before_or_changes_nothing(
    clicks: list[Saving | Undoing],
) -> None:
    engine = made_in_memory()
    store = SqlStore(engine)
    fill(store, [client()], [dossier()])
    standing: list[tuple[str, State]] = []  # who saved, and the state before
    for number, click in enumerate(clicks):
        before = _state(store)
        done = _done(store, click, number)
        if isinstance(click, Undoing):
            mine = bool(standing) and standing[-1][0] == click.author
            assert done is mine
            assert _state(store) == (standing.pop()[1] if mine else before)
        elif done:
            standing.append((click.author, before))
        else:
            assert _state(store) == before
    engine.dispose()
