"""Whatever is clicked, in whatever order: what must hold of a call always holds."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.domain.call.piece_states import blocking_pieces
from mplus3_xl.domain.client.lagon_fields import missing_fields
from mplus3_xl.domain.contact.attempts import Attempt, first_day_counted
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import FieldState, Status, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.services.call.calling import record_attempt, start_call
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO
from tests.stores import made_in_memory

OUTCOMES = ["joint", "rdv", "rappel", "nrp", "rep", "occ", "tiers", "faux", "refus", "entrant"]
TAGS = [
    TypedTags(),
    TypedTags("OK", "OK"),
    TypedTags("OK", "OK", "OK", "S.O."),
    TypedTags(None, "OK", "OK"),
    TypedTags("KO", None, None, "OK"),
    TypedTags("OK", None, "OK"),
]
KINDS = [
    "call", "try", "try", "forced try", "save", "save", "whole", "undo", "undo", "strike", "days",
]  # fmt: skip


@dataclass
class Click:
    kind: str
    author: str
    outcome: str
    tags: TypedTags
    days: int
    modified: bool


CLICKS = st.builds(
    Click,
    st.sampled_from([*KINDS, "oppose"]),
    st.sampled_from([ALICE, BRUNO]),
    st.sampled_from(OUTCOMES),
    st.sampled_from(TAGS),
    st.integers(1, 9),
    st.booleans(),
)


def _any_click(chance: random.Random) -> Click:
    return Click(
        chance.choice(KINDS),
        chance.choice([ALICE, BRUNO]),
        chance.choice(OUTCOMES),
        chance.choice(TAGS),
        chance.randint(1, 9),
        chance.random() < 0.5,
    )


def _truth(tags: Tags) -> Status:
    """The truth table of R16, said again."""
    if tags.appel is not Tag.OK:
        return Status.A_FAIRE
    rest = (tags.lagon is Tag.OK, tags.bilan is Tag.OK, tags.sms_mail in (Tag.OK, Tag.SANS_OBJET))
    return Status.TERMINE if all(rest) else Status.EN_COURS


@dataclass
class Desk:
    """A store at work, and what the test remembers of it."""

    store: Units
    now: datetime = CALL
    clicks: int = 0
    tried: int = 0  # attempts recorded
    before: dict[int, Any] = field(default_factory=dict)  # state before each save, by version

    def state(self) -> Any:
        """All that a save may change, but for the version, the attempts and a call under way."""
        shown = prepared(self.store, now=self.now)
        kept = shown.facts.dossier._replace(version=0, calling_since=None, calling_by=None)
        held = (shown.facts.client, shown.facts.fields, shown.facts.pieces)
        return kept, held, shown.facts.actions, shown.reports, shown.facts.actes

    def version(self) -> int:
        with self.store.read() as unit:
            dossier = unit.dossier(1)
        assert dossier is not None
        return dossier.version

    def click(self, click: Click) -> None:
        self.clicks += 1
        self.now += timedelta(minutes=20)
        before, version = self.state(), self.version()
        try:
            _DOES[click.kind](self, click)
        except UserError:
            assert self.state() == before
        after = self.version()
        if after != version and click.kind != "undo":
            self.before[after] = before

    def call(self, click: Click) -> None:
        """Press « Appeler », with every reason given: the fifth of thirty days never begins."""
        attempts = prepared(self.store, now=self.now).facts.attempts
        asked = Attempted(breach_reason="Il attend l’appel.", manager="Odile Vasseur")
        start_call(self.store, 1, asked, AGENCIES, click.author, self.now)
        since = first_day_counted(self.now.date(), 30)
        assert _counted(attempts, since, self.now) < 4

    def attempt(self, click: Click, reason: str = "") -> None:
        callback = self.now + timedelta(days=1) if click.outcome in ("rdv", "rappel") else None
        attempted = Attempted(click.outcome, callback_at=callback, callback_agreed=True)
        attempted = replace(attempted, breach_reason=reason)
        open_before = prepared(self.store, now=self.now).verdict.permission
        recorded = record_attempt(self.store, 1, attempted, AGENCIES, click.author, self.now)
        self.tried += 1
        if recorded.attempt.counts and open_before is Permission.REFUSE:
            assert recorded.attempt.breach

    def forced(self, click: Click) -> None:
        self.attempt(click, "Le client attendait l’appel.")

    def save(self, click: Click) -> None:
        shown = prepared(self.store, now=self.now)
        form = filled_form(shown, f"f{self.clicks}", tags=click.tags, other_insurers="")
        fields = tuple(
            each._replace(state=FieldState.MODIFIE, new="07 00 00 00 01")
            if each.code == "telephone" and click.modified
            else each
            for each in form.fields
        )
        attempted = Attempted() if click.outcome in ("rdv", "rappel") else Attempted(click.outcome)
        form = replace(form, attempted=attempted, fields=fields, pieces=form.pieces[: click.days])
        done = saved(self.store, form, click.author, self.now)
        self.tried += done.attempt is not None

    def whole(self, click: Click) -> None:
        form = filled_form(prepared(self.store, now=self.now), f"f{self.clicks}")
        done = saved(self.store, form, click.author, self.now)
        self.tried += done.attempt is not None

    def undo(self, click: Click) -> None:
        actes = self.state()[-1]
        undone = undo_last(self.store, click.author, self.now)
        assert self.state()[-1] == actes
        assert self.state()[:-1] == self.before[undone.save.version][:-1]

    def strike(self, click: Click) -> None:
        attempts = prepared(self.store, now=self.now).facts.attempts
        for attempt in attempts[:1]:
            strike_attempt(self.store, attempt.id, click.author, "erreur", self.now, AGENCIES)

    def oppose(self, click: Click) -> None:
        oppose(self.store, 1, click.author, self.now)

    def later(self, click: Click) -> None:
        self.now += timedelta(days=click.days)

    def check(self) -> None:
        shown = prepared(self.store, now=self.now)
        facts = shown.facts
        assert status(facts.dossier.tags) is _truth(facts.dossier.tags)
        assert len(facts.attempts) == self.tried
        finished = status(facts.dossier.tags) is Status.TERMINE
        assert len(facts.actes) == int(finished)
        if finished:
            assert not missing_fields(facts.client_type, facts.fields)
            assert not blocking_pieces(shown.required_pieces, facts.pieces, CALL.date())
        self.check_gate()

    def check_gate(self) -> None:
        """No call went through an open gate as the fifth of thirty days."""
        attempts = prepared(self.store, now=self.now).facts.attempts
        for attempt in attempts:
            earlier = [each for each in attempts if each.id < attempt.id]
            first = first_day_counted(attempt.at.date(), 30)
            if attempt.counted and attempt.breach is None:
                assert _counted(earlier, first, attempt.at) < 4
        since = first_day_counted(self.now.date(), 30)
        if _counted(attempts, since, self.now) >= 4:
            assert prepared(self.store, now=self.now).verdict.permission is Permission.REFUSE


def _counted(attempts: Iterable[Attempt], first: date, now: datetime) -> int:
    """Count the attempts that the law limits, from the day `first` to that of `now`."""
    return sum(first <= each.at.date() <= now.date() for each in attempts if each.counted)


_DOES: dict[str, Callable[[Desk, Click], None]] = {
    "call": Desk.call,
    "try": Desk.attempt,
    "forced try": Desk.forced,
    "save": Desk.save,
    "whole": Desk.whole,
    "undo": Desk.undo,
    "strike": Desk.strike,
    "oppose": Desk.oppose,
    "days": Desk.later,
}


def _play(store: Units, clicks: list[Click]) -> Desk:
    desk = Desk(ready(store))
    for click in clicks:
        desk.click(click)
        desk.check()
    return desk


@settings(max_examples=25, deadline=None)
@given(st.lists(CLICKS, max_size=14))
def test_whatever_is_clicked_what_must_hold_of_a_call_holds(clicks: list[Click]) -> None:
    engine = made_in_memory()
    _play(SqlStore(engine), clicks)
    engine.dispose()


def test_what_must_hold_of_a_call_holds_on_postgresql_too(postgresql_address: str) -> None:
    engine = open_engine(postgresql_address)
    upgrade(engine, HEAD)
    chance = random.Random(5)
    _play(SqlStore(engine), [_any_click(chance) for _ in range(12)])
    engine.dispose()
