"""The four tags as a person types them in the call form, and what staff call each (D1)."""

from typing import NamedTuple

LABELS = {
    "appel": "Appel téléphonique",
    "lagon": "Mise à jour fiche Lagon",
    "bilan": "Bilan effectué",
    "sms_mail": "SMS/Mail coordonnées",
}


class TypedTags(NamedTuple):
    """The four tags as they stand in the form: `OK`, `KO`, `S.O.`, or nothing."""

    appel: str | None = None
    lagon: str | None = None
    bilan: str | None = None
    sms_mail: str | None = None
