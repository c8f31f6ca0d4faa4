"""What a save changes of a bilan, as lines of the journal: before, after (duty of advice)."""

import json
from collections.abc import Iterator, Mapping

from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.services.ports import Change


def changes_of(old: KeptBilan | None, new: KeptBilan) -> Iterator[Change]:
    """Tell what became of each answer, each family, each gap, and of the reason for no action."""
    before = _texts(old) if old else {}
    after = _texts(new)
    for subject, field in sorted({*before, *after}):
        was, became = before.get((subject, field)), after.get((subject, field))
        if was != became:
            yield Change(subject, new.client_id, field, was, became)


def _texts(kept: KeptBilan) -> Mapping[tuple[str, str], str]:
    """Write a bilan by subject and field of the journal; the lines of a family together."""
    families: dict[str, list[object]] = {}
    for line in kept.lines:
        facts = line._asdict().items()
        known = {name: value for name, value in facts if value and name != "family"}
        families.setdefault(line.family, []).append(known)
    parts: dict[str, Mapping[str, object]] = {
        "situation": kept.answers,
        "inventaire": families,
        "manques": {reply.gap: [reply.answer, reply.reason] for reply in kept.replies},
        "bilan": {"sans_action": kept.no_action_reason} if kept.no_action_reason else {},
    }
    return {
        (subject, field): json.dumps(value, ensure_ascii=False, default=str)
        for subject, values in parts.items()
        for field, value in values.items()
    }
