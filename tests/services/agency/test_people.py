from datetime import timedelta

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, Person, name_logins, name_oneself, who_am_i
from mplus3_xl.services.agency.people import check_manager, everybody, names_of
from mplus3_xl.services.agency.users_shown import ShownUser, shown_in, text_of
from mplus3_xl.services.records import User
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, dossier
from tests.services.desk import fill, journal_of


def test_an_unknown_login_is_recorded_once_for_the_manager_to_name(store: Units) -> None:
    assert who_am_i(store, "alice", NOW) == Person("alice", None, False, False)
    who_am_i(store, "alice", NOW + timedelta(days=1))
    (alice,) = everybody(store)
    assert (alice.login, alice.seen_on, alice.to_confirm) == ("alice", NOW.date(), True)


def test_a_named_login_is_known_whatever_its_case(store: Units) -> None:
    who_am_i(store, "Alice", NOW)
    name_logins(store, [Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    assert who_am_i(store, "ALICE", NOW) == Person("alice", "Hugo Mazin", False, True)
    assert [each.to_confirm for each in everybody(store)] == [False]


def test_a_login_may_be_named_before_it_ever_worked(store: Units) -> None:
    (named,) = name_logins(store, [Naming("chef", None, True)], "chef", NOW)
    assert named == who_am_i(store, "chef", NOW) == Person("chef", None, True, True)


def test_a_login_gets_the_name_as_the_dossiers_write_it(store: Units) -> None:
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    (named,) = name_logins(store, [Naming("alice", " hugo  MAZIN", False)], "x", NOW)
    assert named.charge_clientele == "Hugo Mazin"


def test_once_there_is_a_manager_nobody_else_names_logins(store: Units) -> None:
    name_logins(store, [Naming("chef", None, True)], "chef", NOW)
    with pytest.raises(UserError, match="chef") as refusal:
        name_logins(store, [Naming("alice", None, True)], "alice", NOW)
    assert refusal.value.code == "reserve_au_manager"
    assert not who_am_i(store, "alice", NOW).manager


def test_the_last_manager_stays_one(store: Units) -> None:
    name_logins(store, [Naming("chef", None, True)], "chef", NOW)
    with pytest.raises(UserError) as refusal:
        name_logins(store, [Naming("chef", None, False)], "chef", NOW)
    assert refusal.value.code == "dernier_responsable"
    assert "autre responsable" in refusal.value.remedy
    assert who_am_i(store, "chef", NOW).manager


def test_a_manager_may_hand_over_in_one_save(store: Units) -> None:
    name_logins(store, [Naming("chef", None, True)], "chef", NOW)
    handed = [Naming("chef", None, False), Naming("alice", None, True)]
    name_logins(store, handed, "chef", NOW)
    assert [each.login for each in everybody(store) if each.manager] == ["alice"]


def test_logins_are_named_all_or_none(store: Units) -> None:
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    with pytest.raises(UserError) as refusal:
        name_logins(
            store, [Naming("alice", "Hugo Mazin", False), Naming(" ", None, False)], "x", NOW
        )
    assert refusal.value.code == "login_vide"
    assert everybody(store) == []


def test_naming_a_login_tells_the_journal(store: Units) -> None:
    name_logins(store, [Naming("alice", "Hugo Mazin", True)], "alice", NOW)
    lines = [
        (line.author, line.subject, line.field, line.old, line.new)
        for line in journal_of(store, 10)
    ]
    assert lines == [
        ("alice", "users", "manager", "non", "oui"),
        ("alice", "users", "charge_clientele", None, "Hugo Mazin"),
    ]


def test_naming_a_login_as_it_is_changes_nothing_that_the_journal_would_tell(
    store: Units,
) -> None:
    for _ in range(2):
        name_logins(store, [Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    assert [line.field for line in journal_of(store, 10)] == ["charge_clientele"]


def test_a_login_is_one_however_it_is_written(store: Units) -> None:
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    name_oneself(store, " Alice ", "Hugo Mazin", NOW)
    name_logins(store, [Naming("ALICE ", "Hugo Mazin", True)], "Chef", NOW)
    (alice,) = everybody(store)
    assert (alice.login, alice.manager, alice.named_by) == ("alice", True, "chef")


def test_an_empty_login_is_refused(store: Units) -> None:
    with pytest.raises(UserError) as refusal:
        who_am_i(store, "  ", NOW)
    assert refusal.value.code == "login_vide"


def test_one_who_names_himself_is_known_and_to_be_confirmed(store: Units) -> None:
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    named = name_oneself(store, "alice", "hugo MAZIN", NOW)
    assert named == who_am_i(store, "alice", NOW) == Person("alice", "Hugo Mazin", False, True)
    assert [each.to_confirm for each in everybody(store)] == [True]
    name_logins(store, [Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    assert [each.to_confirm for each in everybody(store)] == [False]


def test_one_who_is_no_charge_says_so_with_nothing(store: Units) -> None:
    assert name_oneself(store, "alice", " ", NOW) == Person("alice", None, False, True)


def test_nobody_takes_a_name_that_no_dossier_has(store: Units) -> None:
    with pytest.raises(UserError, match="Hugo") as refusal:
        name_oneself(store, "alice", "Hugo", NOW)
    assert refusal.value.code == "charge_inconnu"
    assert not who_am_i(store, "alice", NOW).known


def test_one_does_not_rename_oneself_after_the_manager(store: Units) -> None:
    name_logins(store, [Naming("alice", None, False)], "chef", NOW)
    with pytest.raises(UserError, match="chef a déjà dit qui est « alice »") as refusal:
        name_oneself(store, "alice", "", NOW)
    assert refusal.value.code == "deja_nomme"
    assert "responsable" in refusal.value.remedy


@pytest.mark.parametrize("name", ["31/02/2026", "0.5", "x" * 81])
def test_what_is_no_name_names_nobody(store: Units, name: str) -> None:
    with pytest.raises(UserError) as refusal:
        name_logins(store, [Naming("alice", name, False)], "chef", NOW)
    assert refusal.value.code == "nom_invalide"
    assert f"« {name} » n’est pas un nom" in refusal.value.what
    assert "80 caractères au plus" in refusal.value.what


def _shown(store: Units, login: str) -> ShownUser:
    user = next(each for each in everybody(store) if each.login == login)
    shown = shown_in(text_of(user))
    assert shown is not None
    return shown


def test_what_a_sheet_showed_of_a_user_is_read_back(store: Units) -> None:
    name_logins(store, [Naming("alice", "Hugo | Mazin", True)], "chef", NOW)
    assert _shown(store, "alice") == ShownUser("Hugo | Mazin", manager=True, confirmed=True)
    assert shown_in("") is None


def test_a_sheet_shows_who_was_never_named_and_is_to_be_confirmed(store: Units) -> None:
    who_am_i(store, "alice", NOW)
    assert _shown(store, "alice") == ShownUser(None, manager=False, confirmed=False)


def test_one_who_named_himself_is_confirmed_by_a_manager_who_saves_his_line(
    store: Units,
) -> None:
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    name_oneself(store, "alice", "Hugo Mazin", NOW)
    shown = _shown(store, "alice")
    name_logins(store, [Naming("alice", "Hugo Mazin", False, shown)], "chef", NOW)
    assert _shown(store, "alice") == shown._replace(confirmed=True)


def test_only_what_a_manager_changed_of_a_user_is_written(store: Units) -> None:
    chiefs = [Naming("chef", None, True), Naming("lea", None, True)]
    name_logins(store, [*chiefs, Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    shown = _shown(store, "alice")
    name_logins(store, [Naming("alice", "Inès Morvan", False, shown)], "chef", NOW)
    (alice,) = name_logins(store, [Naming("alice", "Hugo Mazin", True, shown)], "lea", NOW)
    assert (alice.charge_clientele, alice.manager) == ("Inès Morvan", True)


@pytest.mark.parametrize("naming", [("Léa Roux", False), ("Hugo Mazin", False, True)])
def test_what_two_managers_changed_of_a_user_is_refused_with_who_and_what(
    store: Units, naming: tuple[str, bool] | tuple[str, bool, bool]
) -> None:
    name, manager, *confirms = naming
    name_logins(store, [Naming("chef", None, True), Naming("lea", None, True)], "chef", NOW)
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")])
    name_oneself(store, "alice", "Hugo Mazin", NOW)
    shown = _shown(store, "alice")
    name_logins(store, [Naming("alice", "Inès Morvan", False, shown)], "chef", NOW)
    said = Naming("alice", name, manager, shown, confirms=bool(confirms))
    told = "alice, Chargé : chef .le 23/11/2026 à .* y a mis « Inès Morvan »"
    with pytest.raises(UserError, match=told) as refusal:
        name_logins(store, [said, Naming("lea", None, False)], "lea", NOW)
    assert refusal.value.code == "utilisateurs_modifies"
    assert who_am_i(store, "alice", NOW).charge_clientele == "Inès Morvan"
    assert who_am_i(store, "lea", NOW).manager


def test_two_managers_who_say_the_same_of_a_user_agree(store: Units) -> None:
    name_logins(store, [Naming("alice", None, False)], "chef", NOW)
    shown = _shown(store, "alice")
    name_logins(store, [Naming("alice", None, True, shown)], "chef", NOW)
    (alice,) = name_logins(store, [Naming("alice", None, True, shown)], "alice", NOW)
    assert alice.manager


def test_all_that_both_changed_is_told_each_with_its_author_and_what_is_there_now(
    store: Units,
) -> None:
    chiefs = [Naming("chef", None, True), Naming("lea", None, True)]
    name_logins(store, [*chiefs, Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    shown = {login: _shown(store, login) for login in ("alice", "lea")}
    name_logins(store, [Naming("alice", None, False)], "chef", NOW)
    name_logins(store, [Naming("alice", None, True)], "lea", NOW + timedelta(minutes=1))
    name_logins(store, [Naming("lea", None, False)], "alice", NOW + timedelta(minutes=2))
    said = [
        Naming("alice", "Inès Morvan", False, shown["alice"], confirms=True),
        Naming("lea", None, True, shown["lea"], confirms=True),
    ]
    with pytest.raises(UserError) as refusal:
        name_logins(store, said, "chef", NOW)
    assert (
        "depuis que cette feuille est ouverte : "
        "alice, Chargé : chef (le 23/11/2026 à 09:30) y a mis « rien » ; "
        "alice, Responsable : lea (le 23/11/2026 à 09:31) y a mis « Oui » ; "
        "lea, Responsable : alice (le 23/11/2026 à 09:32) y a mis « Non ». Rien n’est enregistré"
    ) in refusal.value.what
    assert "« Paramètres »" in refusal.value.remedy


def test_what_the_journal_does_not_tell_was_changed_by_somebody(store: Units) -> None:
    with store.write() as unit:
        unit.add("users", User(1, "alice", "Hugo Mazin", False, NOW.date()))
    shown = ShownUser("Paul Roux", manager=False, confirmed=True)
    with pytest.raises(UserError, match="quelqu’un y a mis « Hugo Mazin »"):
        name_logins(store, [Naming("alice", "Inès Morvan", False, shown)], "chef", NOW)


def test_whoever_bears_a_login_is_shown_by_his_name_else_by_the_login(store: Units) -> None:
    name_logins(store, [Naming("alice", "Hugo Mazin", False)], "chef", NOW)
    named = names_of(store)
    assert [named(each) for each in ("alice", "ALICE", "chef", "import", None)] == [
        *("Hugo Mazin", "Hugo Mazin", "chef", "import"),
        "Quelqu’un",
    ]


def test_a_manager_is_asked_for_by_his_name(store: Units) -> None:
    name_logins(store, [Naming("chef", "Odile Vasseur", True)], "chef", NOW)
    with pytest.raises(UserError) as refusal:
        check_manager(store, "alice", "Réservé.")
    assert refusal.value.remedy == "Demandez à : Odile Vasseur."
