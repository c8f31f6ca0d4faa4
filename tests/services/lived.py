"""An agency at work: exports come in, people call, undo, merge and erase, in any order."""

import random
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.contact.calls import Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.vocabulary import ClientType, Closing, ContractState, Holding, Movement
from mplus3_xl.monthly import draw
from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.services.bilan.following import actions_listed
from mplus3_xl.services.call.call_saving import save_call
from mplus3_xl.services.call.calling import record_attempt, start_call
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.importing.importing import Context, import_exports
from mplus3_xl.services.queue.assigning import assign_dossiers
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.joining import join_dossier
from mplus3_xl.services.queue.postponing import postpone_dossiers
from mplus3_xl.services.register.actes import actes_between, correct_acte
from mplus3_xl.services.register.month import close_month
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.lagon import clients, dossiers
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.domain.invented import EFFECT, client_file, client_row, contract_file, contract_row
from tests.services.calls import AGENCIES, CALL, OK4, filled_form, prepared, with_bilan
from tests.services.desk import ALICE, BRUNO
from tests.stores import made_in_memory

SITES = (("Corniche", "H90001"), ("Rouvière", "H90002"))
NAMES = {"L1": ("MARTIN", "Zoé"), "L2": ("DUVAL", "Paul"), "L3": ("MARTIN", "Zoe")}
PHONES = ("06 39 98 00 01", "06 39 98 00 02")
NOT_REACHED = ("nrp", "rep", "occ", "tiers", "faux")
CALLED_BACK = Attempted("entrant", breach_reason="Il a rappelé.", manager="Odile Vasseur")
Rows = dict[str, set[str]]


@dataclass
class Lived:
    """A store at work; each method is something that happens, as `chance` has it."""

    engine: Engine = field(default_factory=made_in_memory)
    now: datetime = CALL
    count: int = 0
    given: DraftFile | None = None
    author: str = ALICE  # of the last thing done to a dossier
    opened: CallForm | None = None  # a form that was left open, and its contracts
    contracts_shown: Set[int] = frozenset()

    @property
    def store(self) -> Units:
        return SqlStore(self.engine)

    def rows(self) -> Rows:
        """All that the store holds, by table."""
        with self.engine.connect() as connection:
            return {
                table.name: {repr(tuple(row)) for row in connection.execute(select(table))}
                for table in metadata.sorted_tables
            }

    def authors(self) -> set[str]:
        """Whoever a row of the store names as its author."""
        with self.engine.connect() as connection:
            return {
                author
                for table in metadata.sorted_tables
                if "author" in table.c
                for author in connection.scalars(select(table.c.author).distinct())
            }

    def ids(self, table: Any) -> list[int]:
        with self.engine.connect() as connection:
            return [*connection.scalars(select(table.c.id).order_by(table.c.id))]

    def happens(self, kind: str, seed: int) -> None:
        """Raises UserError, as what happens does; nothing happens where there is nothing yet."""
        self.count += 1
        self.now += timedelta(minutes=7)
        if self.now.hour >= 16:  # a call is made within the hours
            self.now = self.now.replace(hour=10) + timedelta(days=1)
        HAPPENS[kind](self, random.Random(seed))

    def _take(self, given: DraftFile) -> None:
        self.given = given
        context = Context("import", self.now, self.now.date(), AGENCIES)
        for each in import_exports(self.store, [given], context, lambda _: None).files:
            done = each.created + each.modified + each.unchanged + each.refused
            assert each.file.read == done

    def contracts(self, chance: random.Random) -> None:
        site, code = chance.choice(SITES)
        rows = [
            contract_row(
                line=line,
                number=f"C{number}",
                client_number=(who := chance.choice(["L1", "L2", "L3", "L3", None])),
                client_name=" ".join(NAMES[who or chance.choice([*NAMES])]),
                effect_date=EFFECT + timedelta(days=chance.choice([-20, -3, 0, 1, 10, 40, 80])),
                client_type=chance.choice([None, None, *ClientType]),
                branch=chance.choice(["Auto", "Auto", "Habitation"]),
                state=chance.choice([ContractState.EN_COURS, *ContractState]),
                movement=chance.choice([*[Movement.AN] * 5, *Movement]),
                agency=chance.choice([site, site, None]),
                charge_clientele=chance.choice([None, "Inès Morvan", "Hugo Mazin"]),
            )
            for line, number in enumerate(chance.sample(range(1, 7), chance.randint(1, 5)), 2)
        ]
        known = {"scope": chance.choice(["", code]), "partial": chance.random() < 0.5}
        self._take(contract_file(*rows, name=f"{code} CONTRATS.csv", **known))

    def clients(self, chance: random.Random) -> None:
        site, code = chance.choice(SITES)
        rows = [
            client_row(
                line=line,
                number=number,
                last_name=NAMES[number][0],
                first_name=NAMES[number][1],
                phone=chance.choice(PHONES),
                email="zoe@exemple.fr",
                client_type=chance.choice([ClientType.PARTICULIER] * 4 + [None]),
                company=chance.choice([None, None, "Essai SARL"]),
                address="1 rue des Essais",
                postal_code=chance.choice(["13007", "13007", "97400"]),
                city="Marseille",
                marital_status="Célibataire",
                occupation=chance.choice([*["Employé"] * 4, None]),
                agency=chance.choice([site, site, None]),
                charge_clientele=chance.choice(["Inès Morvan", "Hugo Mazin"]),
            )
            for line, number in enumerate(chance.sample([*NAMES], chance.randint(2, 3)), 2)
        ]
        self._take(client_file(*rows, name=f"{code} CLIENTS.csv", scope=chance.choice(["", code])))

    def again(self, _chance: random.Random) -> None:
        """The last export given twice again: the second time changes nothing."""
        if self.given is None:
            return
        self._take(self.given)
        settled = self.rows()
        self._take(self.given)
        came = ("imports", "import_files")
        assert {k: v for k, v in self.rows().items() if k not in came} == {
            k: v for k, v in settled.items() if k not in came
        }

    def _form(self, dossier_id: int, **known: Any) -> CallForm:
        form = filled_form(prepared(self.store, dossier_id, self.now), f"f{self.count}", **known)
        received = tuple(each._replace(on=self.now.date()) for each in form.pieces)
        return replace(form, pieces=received)

    def _save(self, form: CallForm, author: str) -> None:
        if form.tags.bilan == "OK":
            with_bilan(self.store, form.dossier_id, self.now)
        save_call(self.store, form, AGENCIES, author, self.now)

    def save(self, chance: random.Random, dossier_id: int, author: str) -> None:
        outcome = chance.choice(["joint", "entrant", *NOT_REACHED])
        reached = [TypedTags("OK"), TypedTags("OK", "OK"), OK4, TypedTags("OK", "OK", "KO")]
        tags = TypedTags("KO") if outcome in NOT_REACHED else chance.choice(reached)
        form = self._form(dossier_id, tags=tags, attempted=replace(CALLED_BACK, outcome=outcome))
        self._save(replace(form, pieces=form.pieces[: chance.randint(0, 20)]), author)

    def whole(self, _chance: random.Random, dossier_id: int, author: str) -> None:
        self._save(self._form(dossier_id, attempted=CALLED_BACK), author)

    def open_form(self, _chance: random.Random, dossier_id: int, _author: str) -> None:
        self.opened = self._form(dossier_id, attempted=CALLED_BACK, tags=TypedTags("OK"))
        self.contracts_shown = self._contracts_of(dossier_id)

    def save_opened(self, _chance: random.Random) -> None:
        """The form left open is saved as it was; it is taken if its contracts are those still."""
        if self.opened is None:
            return
        saved, self.opened = self.opened, None
        self._save(saved, ALICE)
        assert self._contracts_of(saved.dossier_id) == self.contracts_shown

    def _contracts_of(self, dossier_id: int) -> Set[int]:
        return {each.id for each in prepared(self.store, dossier_id, self.now).facts.contracts}

    def call(self, _chance: random.Random, dossier_id: int, author: str) -> None:
        asked = Attempted(breach_reason="Il attend.")
        start_call(self.store, dossier_id, asked, AGENCIES, author, self.now)

    def attempt(self, chance: random.Random, dossier_id: int, author: str) -> None:
        made = replace(CALLED_BACK, outcome=chance.choice(NOT_REACHED))
        record_attempt(self.store, dossier_id, made, AGENCIES, author, self.now)

    def strike(self, _chance: random.Random, dossier_id: int, author: str) -> None:
        attempts = prepared(self.store, dossier_id, self.now).facts.attempts
        for each in attempts[:1]:
            strike_attempt(self.store, each.id, author, "erreur", self.now, AGENCIES)

    def undo(self, chance: random.Random) -> None:
        undo_last(self.store, chance.choice([self.author, ALICE, BRUNO]), self.now)

    def close(self, chance: random.Random, dossier_id: int, author: str) -> None:
        reason = chance.choice([*Closing])
        close_dossier(self.store, dossier_id, reason, "Parce que", author, self.now)

    def oppose(self, _chance: random.Random, dossier_id: int, author: str) -> None:
        oppose(self.store, dossier_id, author, self.now)

    def postpone(self, chance: random.Random, dossier_id: int, author: str) -> None:
        until = self.now.date() + timedelta(days=chance.choice([1, 5, 20]))
        postpone_dossiers(self.store, [dossier_id], until, "Vacances", author, self.now)

    def assign(self, chance: random.Random, dossier_id: int, author: str) -> None:
        until = chance.choice([None, self.now.date() + timedelta(days=5)])
        assign_dossiers(self.store, [dossier_id], "Hugo Mazin", until, author, self.now)

    def bilan(self, chance: random.Random, dossier_id: int, author: str) -> None:
        opened = open_bilan(self.store, dossier_id, AGENCIES, self.now)
        lines = fill_rest(opened.bilan.lines, Holding.AUCUN)
        said = {"logement": chance.choice(["locataire", "proprietaire"])}
        form = BilanForm(dossier_id, opened.version, said, lines)
        save_bilan(self.store, form, AGENCIES, author, self.now)

    def join(self, chance: random.Random, dossier_id: int, author: str) -> None:
        other = chance.choice(self.ids(dossiers))
        join_dossier(self.store, dossier_id, other, author, self.now)

    def merge(self, chance: random.Random) -> None:
        known = self.ids(clients)
        if len(known) > 1:
            kept, other = chance.sample(known, 2)
            merge_clients(self.store, kept, [other], BRUNO, self.now)

    def erase(self, chance: random.Random) -> None:
        for each in self.ids(clients)[: chance.randint(0, 1)]:
            erase_client(self.store, each, BRUNO, self.now, force="Demande écrite")

    def follow(self, chance: random.Random) -> None:
        for each, *_ in actions_listed(self.store, self.now.date())[:1]:
            done = chance.choice([None, self.now.date()])
            change = ActionChange(each.id, each.owner, each.due_on, done, "Vu", state_of(each))
            change_actions(self.store, [change], ALICE, self.now, AGENCIES)

    def correct(self, _chance: random.Random) -> None:
        for each in actes_between(self.store, date(2026, 1, 1), date(2028, 1, 1))[:1]:
            note = {"note": f"Revu {self.count}"}
            correct_acte(self.store, each.id, note, "Oubli", ALICE, self.now)

    def freeze(self, _chance: random.Random) -> None:
        close_month(self.store, Month.of(self.now).previous, draw, BRUNO, self.now)

    def days(self, chance: random.Random) -> None:
        self.now += timedelta(days=chance.choice([1, 2, 7, 20]))


def _of_dossier(
    done: Callable[[Lived, random.Random, int, str], None],
) -> Callable[[Lived, random.Random], None]:
    def happens(lived: Lived, chance: random.Random) -> None:
        if known := lived.ids(dossiers):
            lived.author = chance.choice([ALICE, BRUNO])
            done(lived, chance, chance.choice(known), lived.author)

    return happens


HAPPENS: dict[str, Callable[[Lived, random.Random], None]] = {
    **{
        each.__name__: each
        for each in (
            *(Lived.contracts, Lived.clients, Lived.again, Lived.undo, Lived.merge, Lived.erase),
            *(Lived.follow, Lived.correct, Lived.freeze, Lived.days, Lived.save_opened),
        )
    },
    **{
        each.__name__: _of_dossier(each)
        for each in (
            *(Lived.save, Lived.whole, Lived.call, Lived.attempt, Lived.strike, Lived.close),
            *(Lived.oppose, Lived.postpone, Lived.assign, Lived.bilan, Lived.join),
            Lived.open_form,
        )
    },
}
"""What may happen, by name."""
