"""Erasing a client at his request: names and texts go, counts and frozen sums stay (RGPD art. 17).

The list of oppositions survives. Nothing takes an erasure back.
"""

from datetime import date, datetime

from mplus3_xl.domain.client.privacy import without_names, words_naming
from mplus3_xl.domain.client.search import wanted_of
from mplus3_xl.domain.lagon.aliases import Aliases
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.closing import closed
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.free_texts import refuse_text
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.services.changes.journaling import as_text, changes_between
from mplus3_xl.services.changes.saving import refuse_erased
from mplus3_xl.services.ports.store import Reading, Store, Writing
from mplus3_xl.services.records import Change, Erasure, FileErasure

REQUEST, RETENTION = "demande", "conservation"
_BY_ID = "id:"
_MOST = 50


def find_client(store: Store, text: str) -> Client:
    """Find one client by his number, his whole name in any order, or `id:12`. Raises UserError.

    One who was erased is found by the number or the phone that the proof of a consent keeps.
    """
    with store.read() as unit:
        found = list(_named(unit, text.strip()))
    if not found:
        raise UserError(
            "client_inconnu",
            f"Aucun client ne porte le numéro ou le nom « {text} ».",
            "Donnez son numéro de client Lagon, ou son nom et son prénom en entier.",
        )
    if len(found) > 1:
        raise UserError(
            "client_homonymes",
            f"{len(found)} clients portent le nom « {text} » : {_told(found)}.",
            "Donnez le numéro de celui que vous voulez, ou id: suivi de ce qui est entre "
            "parenthèses.",
        )
    return found[0]


def erase_client(
    store: Store, client_id: int, author: str, now: datetime, force: str | None = None
) -> None:
    """Erase a client, all or nothing; `force` says why although contracts are running.

    Raises UserError: erased already, contracts running, a reason that names the client.
    """
    with store.write() as unit:
        client = unit.clients_by_id([client_id])[client_id]
        refuse_erased(unit, client)
        _refuse_running(unit, client, force)
        _refuse_name_in(client, force)
        erase_with_files(unit, client, Erasure(client_id, now, author, REQUEST, force))


def erase_with_files(unit: Writing, client: Client, erasure: Erasure) -> None:
    """Erase a client of the store, and write down that its files still know him.

    They know whoever was merged into him too: the copies made before that.
    """
    known = {
        each.old_client_id: FileErasure(each.old_client_id, each.number, each.folded_name)
        for each in unit.aliases()
        if each.client_id == client.id
    }
    known[client.id] = FileErasure(client.id, client.number, client.folded_name)
    erase_in(unit, erasure, erasure.at.date())
    for each in known.values():
        unit.add("file_erasures", each)


def erase_in(unit: Writing, erasure: Erasure, day: date) -> None:
    """Erase a client within a unit of work: nobody calls him any more, nothing names him."""
    dossiers = unit.dossiers_by_client([erasure.client_id])[erasure.client_id]
    pairs = [
        (each, closed(each, Closing.CONTRAT_TERMINE, None, day)._replace(version=each.version + 1))
        for each in dossiers
        if not is_done(each)
    ]
    unit.change("dossiers", pairs)
    ended = _end_what_waits(unit, erasure.client_id, day)
    # Before the erasure: what these lines tell of goes with the rest.
    lines = [*changes_between("dossiers", pairs), *ended]
    unit.write_journal(lines, erasure.at, erasure.author)
    unit.erase(erasure, without_names(unit.actes_of(erasure.client_id)), day)
    # Said of each dossier too, so that nobody takes a save back over it.
    erased = [("clients", erasure.client_id), *(("dossiers", each.id) for each in dossiers)]
    done = [Change(*subject, "erased_on", None, as_text(day)) for subject in erased]
    unit.write_journal(done, erasure.at, erasure.author)


def _named(unit: Reading, text: str) -> list[Client]:
    aliases = Aliases(unit.aliases())
    if text.startswith(_BY_ID) and text.removeprefix(_BY_ID).isdecimal():
        asked = int(text.removeprefix(_BY_ID))
        kept = (each.client_id for each in aliases.all if each.old_client_id == asked)
        return list(unit.clients_by_id([next(kept, asked)]).values())
    numbered = unit.clients_by_number([text]) or unit.clients_by_id(aliases.wanted({text}, set()))
    if numbered:
        return list(numbered.values())
    wanted = wanted_of(text)
    if wanted is None:
        return []
    if proved := unit.proved_by(text, wanted.phone):
        return list(unit.clients_by_id(proved).values())
    words = sorted(fold(text).split())
    near = unit.clients_wanted(wanted, _MOST)
    return [each for each in near if sorted(each.folded_name.split()) == words]


def _told(clients: list[Client]) -> str:
    return ", ".join(
        f"{each.number or 'sans numéro'} ({each.id}, {each.agency or 'sans agence'})"
        for each in clients
    )


def _refuse_running(unit: Reading, client: Client, force: str | None) -> None:
    running = [each for each in unit.contracts_of([client.id]) if not each.ended]
    if running and not force:
        numbers = list(dict.fromkeys(each.number for each in running))
        left = count(len(numbers), "contrat qui n’est pas fini", "contrats qui ne sont pas finis")
        raise UserError(
            "effacer_en_cours",
            f"« {client.name} » a encore {left} : {', '.join(numbers)}. "
            "L’agence doit garder ce qui sert à les exécuter (RGPD, art. 17-3).",
            'Attendez leur fin, ou effacez-le ici avec --force "raison" ; le prochain export de '
            "Lagon le ramènera s’il y est encore.",
        )


def _refuse_name_in(client: Client, force: str | None) -> None:
    refuse_text("Raison", force)
    said = words_naming(client, force or "")
    if said:
        raise UserError(
            "effacer_raison_nommee",
            f"La raison « {force} » nomme le client ({', '.join(said)}) et resterait.",
            "Écrivez-la sans son nom ni son numéro.",
        )


def _end_what_waits(unit: Writing, client_id: int, day: date) -> list[Change]:
    """End his actions and what was to be typed into Lagon; return the lines of the journal."""
    actions = [each.id for each in unit.actions_of(client_id) if each.done_on is None]
    reports = [each.id for each in unit.open_reports([client_id])]
    unit.update("actions", ((each, {"done_on": day}) for each in actions))
    unit.update("lagon_reports", ((each, {"dropped_on": day}) for each in reports))
    return [
        *(Change("actions", each, "done_on", None, as_text(day)) for each in actions),
        *(Change("lagon_reports", each, "dropped_on", None, as_text(day)) for each in reports),
    ]
