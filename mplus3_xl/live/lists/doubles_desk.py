"""The probable doubles on the desk: listed, merged, or said to be none, by a manager."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.doubles.doubles import Double, DoubleGroup
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, first_of
from mplus3_xl.layout.listed import doubles as layout
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk, Row
from mplus3_xl.services.client.doubles import doubles, doubles_to_decide, say_apart
from mplus3_xl.services.client.merging import Merged, merge_clients

NAMED = 5  # clients that a question names; it holds about a thousand characters


class Chosen(NamedTuple):
    """The client of the selected row, and the others of its group."""

    kept: Double
    others: Sequence[Double]

    @property
    def other_ids(self) -> list[int]:
        """The ids of the others."""
        return [each.id for each in self.others]


def show_doubles(desk: Desk, workspace: Workspace) -> None:
    """Write the probable doubles, those that share most first."""
    found = _write(desk, workspace)
    desk.go_to(layout.TITLE)
    then = " Choisissez la ligne de la fiche à garder, puis Fusionner." if found else ""
    desk.tell(f"{_counted(found)}{then}")


def merge(desk: Desk, workspace: Workspace) -> None:
    """Merge the group of the selected row into that row's client, once the manager said yes."""
    chosen = _chosen(desk, workspace)
    kept, others = _named([chosen.kept]), _named(chosen.others)
    if desk.ask(
        f"{_mixed([chosen.kept, *chosen.others])}"
        f"Garder {kept} et y réunir {others} ? Contrats, dossiers, essais et actions passent à la "
        "fiche gardée, et le bilan le plus récent. Ce qui lui manque est repris, ce qui diffère "
        "est noté au journal ; l’opposition de l’une vaut pour toutes. Les actes ne changent pas. "
        "Une fusion ne s’annule pas.",
        for_good=True,
    ):
        merged = merge_clients(
            workspace.store(), chosen.kept.id, chosen.other_ids, author(), workspace.now
        )
        left = _write(desk, workspace)
        desk.tell(f"{_told(merged)} {_counted(left)} Actualisez la file.")


def part(desk: Desk, workspace: Workspace) -> None:
    """Say that the client of the selected row is none of the others, once the manager said yes."""
    chosen = _chosen(desk, workspace)
    kept, others = _named([chosen.kept]), _named(chosen.others)
    if desk.ask(
        f"{kept} n’est pas {others} ? Ils ne seront plus proposés ensemble.", for_good=True
    ):
        say_apart(workspace.store(), chosen.kept.id, chosen.other_ids, author(), workspace.now)
        left = _write(desk, workspace)
        desk.tell(f"Pas des doubles : c’est noté. {_counted(left)}")


def double_rows(groups: Sequence[DoubleGroup]) -> Iterator[Row]:
    """Return the rows of `tDoubles`: the groups in order, the client to keep first."""
    number = 0
    for at, group in enumerate(groups, 1):
        for each in group.clients:
            number += 1
            advice = layout.KEEP if each is group.clients[0] else None
            yield {
                "groupe": at,
                "commun": group.said,
                "conseil": advice,
                **_cells(each),
                "numero": number,
            }


def _cells(double: Double) -> dict[str, Value]:
    card = double.card
    return {
        "client": card.name,
        "lagon": card.number,
        "telephone": card.phone,
        "email": card.email,
        "agence": double.agency,
        "charge": double.charge_clientele,
        "contrats": double.contracts,
        "essais": double.attempts,
        "dernier_essai": double.last_attempt.date() if double.last_attempt else None,
        "opposition": layout.OPPOSED if double.opposed else None,
        "fiche": double.id,
    }


def _write(desk: Desk, workspace: Workspace) -> int:
    """Write the doubles; return how many there are."""
    groups = doubles(workspace.store())
    desk.write_table(layout.TABLE, list(double_rows(groups)))
    return len(groups)


def _counted(found: int) -> str:
    said = (
        count(found, "double probable", "doubles probables") if found else "Aucun double probable"
    )
    return f"{said}."


def _chosen(desk: Desk, workspace: Workspace) -> Chosen:
    """Return what the selected row says. Raises UserError: no such row, not a manager."""
    key = desk.selected_key(layout.TABLE)
    rows = desk.read_table(layout.TABLE)
    row = next((each for each in rows if key is not None and each["numero"] == key), None)
    if row is None:
        raise UserError(
            "aucun_double",
            "Aucune fiche n’est choisie.",
            "Listez les doubles, choisissez la ligne de la fiche à garder, puis recommencez.",
        )
    ids = [
        fiche
        for each in rows
        if each["groupe"] == row["groupe"] and isinstance(fiche := each["fiche"], int)
    ]
    known = doubles_to_decide(workspace.store(), ids, author())
    others = [known[each] for each in ids if each != row["fiche"]]
    return Chosen(next(known[each] for each in ids if each == row["fiche"]), others)


def _named(doubles_: Sequence[Double]) -> str:
    names = [
        f"« {each.card.name} » ({each.card.number or 'sans numéro'}, "
        f"{count(each.contracts, 'contrat', 'contrats')})"
        for each in doubles_
    ]
    return first_of(names, NAMED, last=", ")


def _mixed(doubles_: Sequence[Double]) -> str:
    """Warn when they are not of one type: a company and its head may share a phone."""
    types = dict.fromkeys(each.card.client_type for each in doubles_ if each.card.client_type)
    if len(types) < 2:
        return ""
    said = " et ".join(f"« {each.label} »" for each in types)
    return f"Attention : ces fiches sont de types différents ({said}). "


def _told(merged: Merged) -> str:
    said = f"{count(merged.others, 'fiche réunie', 'fiches réunies')} à {merged.client.name}"
    if merged.differences:
        said += f", {count(merged.differences, 'différence notée', 'différences notées')}"
    if merged.closed:
        said += f", {count(len(merged.closed), 'dossier clos', 'dossiers clos')} (opposition)"
    return f"{said}."
