"""One thing that staff can do from the ribbon and from the sheets."""

from typing import NamedTuple


class Action(NamedTuple):
    """One thing to do: how it is shown, and the Sub that a sheet button calls.

    `id` is the ribbon's own name for it, `image_mso` an icon of Office, `keytip` the one or two
    keys after Alt and the tab's own. `function` is what it runs of `mplus3_xl.live.actions` when
    that is not named as it is; `vba` what it does of itself, without Python. One that is not
    `large` takes a third of a column.
    """

    id: str
    label: str
    image_mso: str
    keytip: str
    screentip: str
    supertip: str
    macro: str
    function: str = ""
    vba: str = ""
    large: bool = True

    @property
    def callback(self) -> str:
        """The Sub that the ribbon calls: a ribbon control is its one argument."""
        return f"Ruban{self.macro}"

    @property
    def runs(self) -> str:
        """The function of `mplus3_xl.live.actions` that it runs; none if it needs no Python."""
        return "" if self.vba else self.function or self.id
