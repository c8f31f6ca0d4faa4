"""What one button does to the dossier that the form shows: asked first, done, then shown.

What is typed in the form and not saved stays, whatever the button does to the dossier.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.joining import refuse_over
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import short_day
from mplus3_xl.live.asking import choose
from mplus3_xl.live.call import draft_words, fiche_desk, fiche_form
from mplus3_xl.live.entry import Work
from mplus3_xl.live.port import Desk, FormRefusedError, Values
from mplus3_xl.live.shown_after import sheet_follows
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.dossiers import dossier_now, keep_draft, refuse_if_erased
from mplus3_xl.services.queue.joining import join_dossier

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Store

CLOSING, PRECISION = "fiche_motif", "fiche_motif_precision"
_REASON = (CLOSING, PRECISION)  # a closed dossier has them itself


class ShownDossier(NamedTuple):
    """The dossier that the form shows, as the store has it, for one click."""

    desk: Desk
    workspace: Workspace
    store: "Store"
    preparation: Preparation
    typed: Values

    @property
    def dossier(self) -> Dossier:
        """The dossier itself."""
        return self.preparation.facts.dossier

    @property
    def client(self) -> str:
        """The name of its client."""
        return self.preparation.facts.client.name

    @property
    def now(self) -> datetime:
        """The moment of the click."""
        return self.workspace.now


def on_shown(do: Callable[[ShownDossier], str | None]) -> Work:
    """Make what a button does of what is done to the dossier that the form shows.

    `do` returns the sentence that says what was done, None if the person cancelled.
    """

    def act(desk: Desk, workspace: Workspace) -> None:
        typed = fiche_desk.keep_typing(desk, workspace)
        code = fiche_desk.open_code(typed)
        store, kept = workspace.store(), fiche_desk.prepared(workspace, code)
        refuse_if_erased(store, kept.facts.client)
        said = do(ShownDossier(desk, workspace, store, kept, typed))
        if said is None:
            return
        after = dossier_now(store, code)
        _carry_typing(store, kept, after, workspace.now)
        with sheet_follows(desk, said):
            row = fiche_desk.show_fiche(desk, workspace, code, said)
            if after.version != kept.facts.dossier.version:
                fiche_desk.write_queue_row(desk, row)

    return act


@on_shown
def join(shown: ShownDossier) -> str | None:
    """Take the contracts of another dossier of the client in this call (D3)."""
    other = _chosen(shown)
    if other is None:
        return None
    join_dossier(shown.store, shown.dossier.id, other.id, author(), shown.now)
    return f"Le dossier {other.id} est repris dans cet appel : un seul acte pour ses contrats."


@on_shown
def close(shown: ShownDossier) -> str | None:
    """Close the dossier for the reason typed in the form (D10), once asked about other typing."""
    label, words = (str(shown.typed[name] or "") for name in (CLOSING, PRECISION))
    closing = next((each for each in Closing if each.label == label), None)
    if closing is None:
        said = "Choisissez le motif de clôture et dites pourquoi, puis recommencez."
        raise FormRefusedError("motif_absent", "Rien n’est clos.", {CLOSING: said})
    if (
        words
        and (left := _left(shown))
        and not shown.desk.ask(
            f"La fiche contient aussi ce qui ne pourra plus être enregistré : {left}. Clore quand "
            "même ? « Non » laisse le temps d’enregistrer d’abord.",
            for_good=True,
        )
    ):
        return None
    try:
        close_dossier(shown.store, shown.dossier.id, closing, words, author(), shown.now)
    except CallError as refused:
        said = " ".join(each.message for each in refused.problems)
        place = CLOSING if words else PRECISION
        raise FormRefusedError(refused.code, refused.what, {place: said}) from refused
    return f"Dossier clos : {closing.label}. Il quitte la file et se compte à part."


def _left(shown: ShownDossier) -> str:
    """Tell what is typed beside the reason, and would be saved no more."""
    preparation, today = shown.preparation, shown.workspace.today
    typed = fiche_form.unsaved(shown.typed, preparation, today)
    texts = fiche_form.still_unsaved(typed, preparation, today)
    numbers = {each.id: each.number for each in preparation.facts.contracts}
    return draft_words.told({n: texts[n] for n in texts if n not in _REASON}, numbers)


def _chosen(shown: ShownDossier) -> Dossier | None:
    refuse_over(shown.dossier)
    others = shown.preparation.joinable
    if not others:
        raise UserError(
            "rien_a_reprendre",
            f"{shown.client} n’a pas d’autre dossier à reprendre dans cet appel.",
            "Un autre AN se reprend s’il est ouvert et peut déjà être appelé.",
        )
    lines = [_told(shown, each) for each in others]
    if len(lines) == 1:
        return others[0] if shown.desk.ask(f"Reprendre dans cet appel le {lines[0]} ?") else None
    at = choose(shown.desk, "Quel dossier reprendre dans cet appel ?", lines)
    return None if at is None else others[at]


def _told(shown: ShownDossier, other: Dossier) -> str:
    contracts = shown.preparation.joining
    numbers = ", ".join(each.number for each in contracts if each.dossier_id == other.id)
    return f"dossier {other.id} (contrats {numbers}, effet du {short_day(other.effect_date)})"


def _carry_typing(store: "Store", before: Preparation, after: Dossier, now: datetime) -> None:
    """Keep the typing of whoever clicks for the version that his own button has made."""
    old, me = before.facts.dossier, author()
    mine = next((d for d in before.kept if (d.author, d.version) == (me, old.version)), None)
    if mine is not None and after.version != old.version:
        texts, closed = mine.content, after.closing is not None
        kept = {name: texts[name] for name in texts if not closed or name not in _REASON}
        keep_draft(store, old.id, kept, me, now, after.version)
