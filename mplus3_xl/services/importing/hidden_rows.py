"""The rows of an export that a filter hides: a filter is a view, so they are read all the same.

A person who filtered the file to import a part of it is told so.
"""

from collections.abc import Iterable, Iterator

from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.layout.french import count


def hidden_said(files: Iterable[DraftFile]) -> Iterator[str]:
    """Say of each file how many of its rows the person did not see."""
    for file in files:
        if file.hidden:
            rows = count(file.hidden, "ligne masquée, lue", "lignes masquées, lues")
            yield (
                f"{file.name} : {rows} comme les autres (un filtre ne fait que cacher). Pour ne "
                "pas les prendre, supprimez-les du fichier."
            )
