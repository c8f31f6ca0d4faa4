"""What holds of every way out, whatever is known of the contract and whatever the day."""

from datetime import date

from dateutil.relativedelta import relativedelta
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mplus3_xl import rules
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.regimes import event_labels, move_of
from mplus3_xl.domain.bilan.situation import Situation, situation_of
from mplus3_xl.domain.bilan.working_days import is_working
from mplus3_xl.domain.conditions import UNKNOWN
from mplus3_xl.domain.vocabulary import ClientType, Holding

FAMILIES = [family["code"] for family in rules.table("families")["family"]]
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
SITUATIONS = st.builds(
    situation_of,
    st.sampled_from(ClientType),
    st.fixed_dictionaries(
        {
            "logement": st.sampled_from(["locataire", "proprietaire", UNKNOWN]),
            "sante_employeur": st.sampled_from([True, False, UNKNOWN]),
        }
    ),
)
LINES = st.builds(
    Line,
    family=st.sampled_from(FAMILIES),
    holding=st.just(Holding.AILLEURS),
    echeance=st.none() | DAYS,
    subscribed_on=st.none() | DAYS,
    over_a_year=st.booleans(),
    notice_on=st.none() | DAYS,
    no_notice=st.booleans(),
    event=st.none() | st.sampled_from(sorted(event_labels())),
    event_on=st.none() | DAYS,
)


@given(SITUATIONS, LINES, DAYS)
@settings(max_examples=400, deadline=None)
def test_a_way_out_is_never_in_the_past_and_never_invented(
    said: Situation, line: Line, today: date
) -> None:
    move = move_of(said, line, Day(today))
    if move.earliest is not None:
        assert move.earliest >= today
        assert move.writer is not None
    if move.notice_limit is not None:
        assert line.echeance or line.event_on
        assert today <= move.notice_limit
    if move.relance is not None:
        assert move.relance >= today
        assert is_working(move.relance)
        assert move.notice_limit is None or move.relance <= move.notice_limit
    assert move.earliest or move.todo or move.writer is None


@given(SITUATIONS, LINES, DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_any_yearly_date_to_come_says_the_same(
    said: Situation, line: Line, echeance: date, today: date
) -> None:
    assume(echeance >= today and (echeance.month, echeance.day) != (2, 29))
    later = echeance + relativedelta(years=3)
    moves = (move_of(said, line._replace(echeance=each), Day(today)) for each in (echeance, later))
    assert len(set(moves)) == 1
