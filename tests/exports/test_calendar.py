"""The actions as calendars, read back with the library that people's programs agree with."""

from datetime import date, datetime

from icalendar import Calendar, Event

from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.exports.calendar import calendars, uid_of

NOW = datetime(2026, 11, 23, 9, 30)
CLIENTS = {1: "MARTIN Zoé", 2: "Bâtisseurs ; Réunis, SARL"}
QUOTE = Action(
    7, 1, 3, None, ActionKind.DEVIS, "Devis auto, tous risques", "Hugo Mazin", date(2026, 11, 25),
    None, None, datetime(2026, 11, 23, 9, 12), "Hugo Mazin",
)  # fmt: skip
MEETING = QUOTE._replace(id=8, client_id=2, kind=ActionKind.RENDEZ_VOUS, due_on=date(2026, 11, 24))


def events(text: bytes) -> list[Event]:
    return [each for each in Calendar.from_ical(text).walk() if isinstance(each, Event)]


def test_each_person_has_a_calendar() -> None:
    other = QUOTE._replace(id=9, owner="Camille Ortéga")
    nobody = QUOTE._replace(id=10, owner=None)
    made = calendars([QUOTE, other, nobody], CLIENTS, NOW)
    assert list(made) == [
        "mplus3_camille_ortega.ics",
        "mplus3_hugo_mazin.ics",
        "mplus3_sans_responsable.ics",
    ]
    assert [len(events(text)) for text in made.values()] == [1, 1, 1]


def test_what_a_person_has_under_his_name_and_under_his_login_is_in_one_calendar() -> None:
    login = QUOTE._replace(id=9, owner="hugo.mazin")
    made = calendars([QUOTE, login], CLIENTS, NOW)
    assert {name: len(events(text)) for name, text in made.items()} == {"mplus3_hugo_mazin.ics": 2}


def test_an_action_is_an_event_of_its_day() -> None:
    (event,) = events(calendars([QUOTE], CLIENTS, NOW)["mplus3_hugo_mazin.ics"])
    assert event.decoded("dtstart") == date(2026, 11, 25)
    assert event.decoded("dtend") == date(2026, 11, 26)
    assert str(event["summary"]) == "Devis à envoyer – MARTIN Zoé"
    assert str(event["description"]) == "Devis auto, tous risques"
    assert f"{event.decoded('dtstamp'):%H:%M %Z}" == "08:30 UTC"


def test_a_calendar_says_what_programs_ask_of_it_and_leaves_the_day_free() -> None:
    text = calendars([QUOTE], CLIENTS, NOW)["mplus3_hugo_mazin.ics"]
    (event,) = events(text)
    assert {"PRODID", "VERSION", "METHOD"} <= Calendar.from_ical(text).keys()  # RFC 5545, 5546
    assert event["transp"] == "TRANSPARENT"


def test_events_are_in_order_and_names_stay_whole() -> None:
    found = events(calendars([QUOTE, MEETING], CLIENTS, NOW)["mplus3_hugo_mazin.ics"])
    assert [str(each["summary"]) for each in found] == [
        "Rendez-vous à planifier – Bâtisseurs ; Réunis, SARL",
        "Devis à envoyer – MARTIN Zoé",
    ]


def test_an_event_imported_twice_is_the_same_one_even_moved() -> None:
    moved = QUOTE._replace(due_on=date(2026, 12, 1), object="Devis auto au tiers")
    texts = [calendars([each], CLIENTS, NOW)["mplus3_hugo_mazin.ics"] for each in (QUOTE, moved)]
    imported = {str(event["uid"]): event for text in texts for event in events(text)}
    assert list(imported) == [uid_of(QUOTE)]
    assert imported[uid_of(QUOTE)].decoded("dtstart") == date(2026, 12, 1)


def test_two_actions_are_two_events() -> None:
    assert uid_of(QUOTE) != uid_of(QUOTE._replace(id=8))
    assert uid_of(QUOTE) != uid_of(QUOTE._replace(created_at=datetime(2026, 11, 24, 9, 12)))


def test_what_is_done_is_in_no_calendar() -> None:
    assert calendars([QUOTE._replace(done_on=date(2026, 11, 24))], CLIENTS, NOW) == {}


def test_a_calendar_says_what_outlook_asks_of_one() -> None:
    (text,) = calendars([QUOTE], CLIENTS, NOW).values()
    made = Calendar.from_ical(text)
    assert (str(made["version"]), str(made["method"])) == ("2.0", "PUBLISH")
    assert str(made["prodid"]).startswith("-//mplus3-xl//")
