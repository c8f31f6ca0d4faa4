"""The tables of the bilan as rows, pure: the inventory, the gaps, what is proposed and planned."""

from collections.abc import Callable, Iterable, Mapping

from mplus3_xl.domain.bilan.gaps import Gap, GapReply, level_label
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.moves import Move
from mplus3_xl.domain.bilan.regimes import event_labels
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.errors import UserError
from mplus3_xl.layout import lists
from mplus3_xl.layout.bilan import bilan, bilan_columns, bilan_tables
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.rules import table
from mplus3_xl.services.bilan.bilan import OpenBilan
from mplus3_xl.services.bilan.following import ListedAction

OURS = "#"  # between the family and the contract, in the key of a line that is ours
Row = list[Value]


def inventory_rows(opened: OpenBilan) -> list[Row]:
    """Return the lines of `tBilan`: ours, then those elsewhere, with when they can move."""
    lines, moves = opened.bilan.lines, iter(opened.bilan.moves)
    if len(lines) > bilan_tables.inventory_lines():
        raise UserError(
            "inventaire_plein",
            f"L’inventaire de {opened.client.name} a {len(lines)} lignes, la feuille en montre "
            f"{bilan_tables.inventory_lines()} au plus.",
            "Retirez une ligne dont la famille en a plusieurs, puis recommencez.",
        )
    return [
        _row(
            bilan_columns.INVENTORY,
            _line(line) | (_move(next(moves)[1]) if line.holding is Holding.AILLEURS else {}),
        )
        for line in lines
    ]


def gap_rows(opened: OpenBilan) -> list[Row]:
    """Return the lines of `tManques`, the most important first."""
    replies = {reply.gap: reply for reply in opened.said.replies}
    return [
        _row(bilan_columns.GAPS, _gap(gap, replies.get(gap.code, GapReply(gap.code))))
        for gap in opened.bilan.gaps
    ]


def action_rows(opened: OpenBilan) -> list[Row]:
    """Return what is proposed, then what is planned by its day, then what is done."""
    due = sorted(opened.actions, key=lambda each: (each.done_on is not None, each.due_on))
    name, numbers = opened.client.name, opened.numbers
    planned = [ListedAction(each, name, numbers.get(each.contract_id or 0)) for each in due]
    rows = [*map(_proposed, left_to_add(opened)), *map(_planned, planned)]
    return cut(
        rows, bilan.ACTION_LINES, lambda more: [None, f"… et {more} de plus : voyez Actions"]
    )


def left_to_add(opened: OpenBilan) -> tuple[ActionDraft, ...]:
    """Return the proposed actions that the client does not have already."""
    planned = {(each.kind, each.object) for each in opened.actions if each.done_on is None}
    return tuple(
        draft for draft in opened.bilan.proposed if (draft.kind, draft.object) not in planned
    )


def cut(rows: list[Row], most: int, said: Callable[[int], Row]) -> list[Row]:
    """Keep what a block has room for; its last line then says how many more there are."""
    return rows if len(rows) <= most else [*rows[: most - 1], said(len(rows) - most + 1)]


def _row(columns: Iterable[Column], values: Mapping[str, Value]) -> Row:
    return [values.get(column.key) for column in columns]


def _line(line: Line) -> dict[str, Value]:
    cents = line.premium_cents
    return {
        "famille": family_label(line.family),
        "detention": line.holding.label if line.holding else None,
        "assureur": line.insurer,
        "echeance": line.echeance,
        "souscrit_le": line.subscribed_on,
        "plus_dun_an": _over_a_year(line),
        "prime": None if cents is None else cents / 100,
        "avis_le": line.notice_on,
        "sans_avis": YES if line.no_notice else None,
        "evenement": event_labels().get(line.event or "", line.event),
        "evenement_le": line.event_on,
        "panier": _baskets().get(line.family),
        "cle": f"{line.family}{OURS}{line.contract}" if line.contract else line.family,
    }


def _over_a_year(line: Line) -> str | None:
    """Return what is known of the age of a contract held elsewhere that has no date."""
    if line.over_a_year:
        return YES
    unknown = line.holding is Holding.AILLEURS and line.subscribed_on is None
    return lists.UNKNOWN if unknown else None


def _move(move: Move) -> dict[str, Value]:
    writer = f"Résiliation écrite par : {move.writer.label}." if move.writer else ""
    said = ("URGENT." if move.urgent else "", f"{move.todo}." if move.todo else "", move.why)
    return {
        "mouvement": move.earliest,
        "preavis": move.notice_limit,
        "relance": move.relance,
        "comment": " ".join(filter(None, (*said, writer))),
    }


def _gap(gap: Gap, reply: GapReply) -> dict[str, Value]:
    return {
        "en_avant": bilan_columns.FORWARD if gap.put_forward else None,
        "manque": gap.label,
        "niveau": level_label(gap.level),
        "phrase": gap.sentence,
        "reponse": reply.answer.label if reply.answer else None,
        "precision": reply.reason,
        "cle": gap.code,
    }


def _proposed(draft: ActionDraft) -> Row:
    return [bilan_columns.PROPOSED, draft.kind.label, draft.due_on, draft.object, draft.owner]


def _planned(listed: ListedAction) -> Row:
    action = listed.action
    state = bilan_columns.DONE if action.done_on else bilan_columns.PLANNED
    return [state, action.kind.label, action.due_on, listed.object, action.owner, action.result]


def _baskets() -> dict[str, str]:
    return {
        each["code"]: bilan_columns.BASKETS[each["basket"]] for each in table("families")["family"]
    }
