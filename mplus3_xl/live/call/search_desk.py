"""Looking for a client who is calling back: his form is opened, or what was found is listed."""

from collections.abc import Iterable

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout.french import count
from mplus3_xl.layout.listed import recherche
from mplus3_xl.layout.model import Value
from mplus3_xl.live.call.fiche_desk import open_fiche
from mplus3_xl.live.port import Desk
from mplus3_xl.services.client.search import MOST_FOUND, Found, search_clients


def search(desk: Desk, workspace: Workspace) -> None:
    """Ask whom to look for; open his form if he has one dossier, else list what was found."""
    text = desk.ask_text("Nom, téléphone, ou numéro de client ou de contrat ?")
    if not text:
        return
    found = search_clients(workspace.store(), text)
    rows = _rows(found)
    dossiers = [row["dossier"] for row in rows if isinstance(row["dossier"], int)]
    if len(rows) == len(dossiers) == 1:
        open_fiche(desk, workspace, dossiers[0])
        return
    desk.write_table(recherche.SEARCH_TABLE, rows)
    desk.show(recherche.SEARCH_TABLE)
    desk.tell(said_of(text, len(rows), len(found)))


def said_of(text: str, rows: int, clients: int) -> str:
    """Say how many lines were found, and that there may be more clients than are shown."""
    if not rows:
        return f"Aucun client trouvé pour « {text} »."
    said = f"« {text} » : {count(rows, 'ligne trouvée', 'lignes trouvées')}."
    if clients < MOST_FOUND:
        return said
    return f"{said} {MOST_FOUND} clients au plus sont montrés : précisez s’il n’y est pas."


def _rows(found: Iterable[Found]) -> list[dict[str, Value]]:
    """Return what was found as rows of `tRecherche`: one a dossier, one for a client without."""
    rows: list[dict[str, Value]] = []
    for each in found:
        client = each.client
        shown: dict[str, Value] = {
            "client": client.name,
            "telephone": client.phone,
            "email": client.email,
            "agence": client.agency,
            "charge": client.charge_clientele,
            "statut": None,
            "cloture": None,
            "date_effet": None,
            "numero": client.number,
            "dossier": None,
        }
        rows += [
            shown
            | {
                "statut": status(dossier.tags).label,
                "cloture": Closing(dossier.closing).label if dossier.closing else None,
                "date_effet": dossier.effect_date,
                "dossier": dossier.id,
            }
            for dossier in each.dossiers
        ] or [shown]
    return rows
