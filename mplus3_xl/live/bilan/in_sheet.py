"""The bilan that the sheet shows, for one click: its cells, and what the store has of it."""

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.bilan.kept import BilanError, BilanForm
from mplus3_xl.errors import UserError
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.live.bilan import draft_texts, reading, showing
from mplus3_xl.live.bilan.reading import Typed
from mplus3_xl.live.bilan.unsaved import ours_typed, typed_cells
from mplus3_xl.live.bilan.words import points_of, stopped
from mplus3_xl.live.port import Desk, Fields, FormRefusedError, Values
from mplus3_xl.live.sheet.cell_texts import text_of
from mplus3_xl.live.sheet.messages import message_of
from mplus3_xl.services.bilan.bilan import OpenBilan, bilan_as_typed, open_bilan, save_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, drop_bilan_draft, keep_bilan_draft

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Store


class BilanInSheet(NamedTuple):
    """The bilan in the sheet; `stored` is the last one saved."""

    desk: Desk
    workspace: Workspace
    store: "Store"
    dossier_id: int
    values: Values
    stored: OpenBilan

    @property
    def form_id(self) -> str | None:
        """The id of what is shown: showing it again makes another one."""
        return text_of(self.values[showing.FORM_ID]) or None

    def read(self) -> Typed:
        """Return what is typed, whatever it is."""
        return reading.read(self.values, self.dossier_id, self.stored.said.situation.client_type)

    def shown(self, opened: OpenBilan) -> Fields:
        """Return every field of the sheet, for the dossier that it shows."""
        return showing.shown(opened, self.dossier_id)

    def unsaved(self, values: Values) -> bool:
        """Say whether something typed is not what the store has."""
        return typed_cells(values) != typed_cells(self.shown(self.stored))

    def keep(self, values: Values) -> None:
        """Keep what is typed apart from what is saved, or nothing if the store has it all."""
        client_id, me = self.stored.client.id, author()
        if self.unsaved(values):
            version, content = reading.version_of(values), draft_texts.texts_of(values)
            keep_bilan_draft(self.store, client_id, content, version, me, self.workspace.now)
        elif any(draft.author == me for draft in drafts_of(self.store, client_id)):
            drop_bilan_draft(self.store, client_id, me)

    def readable(self) -> Typed:
        """Return what is typed. Raises FormRefusedError if some of it cannot be read."""
        typed = self.read()
        if typed.problems:
            self.keep(self.values)
            raise _refused(BilanError(typed.problems), typed)
        return typed

    def compute(self, form: BilanForm) -> OpenBilan:
        """Compute the bilan as `form` holds it."""
        return bilan_as_typed(self.store, form, self.workspace.sites, author(), self.workspace.now)

    def save(self, typed: Typed) -> OpenBilan:
        """Save what is typed. Raises UserError; every problem is marked."""
        form, sites = typed.form._replace(form_id=self.form_id), self.workspace.sites
        try:
            return save_bilan(self.store, form, sites, author(), self.workspace.now)
        except BilanError as refused:
            self.keep(self.values)
            raise _refused(refused, typed) from refused
        except UserError as refused:
            with suppress(UserError):  # the first refusal is the one to tell
                self.keep(self.values)
            stays = f"{refused.remedy} Ce que vous avez tapé reste dans la feuille."
            raise UserError(refused.code, refused.what, stays) from refused

    def show(self, opened: OpenBilan, said: str) -> None:
        """Write the sheet anew, in front. Say also which lines were typed in vain."""
        shown = self.shown(opened)
        ours = ours_typed(self.values, shown)
        if ours:
            said += (
                f"\n« Chez nous » se lit dans Lagon : la saisie est ignorée ({', '.join(ours)})."
            )
        show(self.desk, shown, f"{said}{stopped(opened)}{points_of(opened)}")


def show(desk: Desk, shown: Fields, told: str) -> None:
    """Write the sheet anew, in front."""
    own_id = {showing.FORM_ID: str(uuid.uuid4())}
    desk.write_form(shown | own_id | message_of(bilan.TITLE, told))
    desk.go_to(bilan.TITLE)


def bilan_of_click(desk: Desk, workspace: Workspace) -> BilanInSheet:
    """Return the bilan that the sheet shows. Raises UserError if there is none."""
    sheet = bilan_shown(desk, workspace)
    if sheet is None:
        raise UserError(
            "bilan_vide",
            "Aucun bilan n’est ouvert dans la feuille.",
            "Choisissez un dossier de la file ou ouvrez sa fiche, puis cliquez sur « Bilan ».",
        )
    return sheet


def bilan_shown(desk: Desk, workspace: Workspace) -> BilanInSheet | None:
    """Return the bilan that the sheet shows, if it shows one. Raises UserError: dossier gone."""
    values = desk.read_form(reading.NAMES)
    code = values[showing.CODE]
    if not isinstance(code, int):
        return None
    store = workspace.store()
    stored = open_bilan(store, code, workspace.sites, workspace.now)
    return _knowing(BilanInSheet(desk, workspace, store, code, values, stored))


def _knowing(sheet: BilanInSheet) -> BilanInSheet:
    """Let a sheet that a click saved, and could not show again, stand on what that click saved."""
    if sheet.form_id is None or sheet.form_id != sheet.stored.form_id:
        return sheet
    return sheet._replace(values={**sheet.values, showing.VERSION: sheet.stored.version})


def _refused(refused: BilanError, typed: Typed) -> FormRefusedError:
    problems: dict[str, str] = {}
    for each in refused.problems:
        cell = typed.cell_of(each)
        problems[cell] = "\n".join(filter(None, (problems.get(cell), each.message)))
    return FormRefusedError(refused.code, refused.what, problems)
