"""What the empty cells of an export take back of what was known.

Lagon may have emptied them, or a spreadsheet: a person knows which.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from mplus3_xl.rules import table
from mplus3_xl.services.records import Record


def emptied(changed: Iterable[tuple[Record, Record]], fields: Set[str]) -> dict[str, int]:
    """Count the values that became nothing, by the label that the extract gives their field.

    `fields` are those that the columns of the files fill: what the program derives has no cell.
    """
    labels: dict[str, str] = table("privacy")["labels"]
    found = Counter(
        labels[name]
        for old, new in changed
        for name, before, after in zip(old._fields, old, new, strict=True)
        if before is not None and after is None and name in fields and name in labels
    )
    return dict(found.most_common())


def emptied_said(taken: Mapping[str, int]) -> str:
    """Say which values empty cells took back."""
    told = ", ".join(f"{label} ({number})" for label, number in taken.items())
    return f"Valeurs effacées, car leurs cases sont vides : {told}. À vérifier dans Lagon."
