"""The figures of Pilotage as they are shown."""

import pytest

from mplus3_xl.domain.register.figures import all_figures
from mplus3_xl.layout.pilotage.pilotage_lines import shown_value

RATIO = next(figure for figure in all_figures() if figure.over)


@pytest.mark.parametrize(
    ("value", "shown"), [(81.25, 81.3), (1.45, 1.5), (2.25, 2.3), (1.44, 1.4), (None, None)]
)
def test_a_ratio_is_rounded_as_a_person_who_counts_again_rounds_it(
    value: float | None, shown: float | None
) -> None:
    assert shown_value(RATIO, value) == shown
