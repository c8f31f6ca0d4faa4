"""The settings in force, as the store keeps them: texts, numbers, yes and no."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.agency.agencies import Agency, agencies_of
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.services.records import SettingsVersion

if TYPE_CHECKING:
    from mplus3_xl.services.ports.glance import Glance
    from mplus3_xl.services.ports.store import Store


def reglages_of(store: "Store") -> Reglages:
    """Return the settings in force."""
    with store.glance() as unit:
        return reglages_in(unit)


def reglages_in(unit: "Glance") -> Reglages:
    """Return the settings in force, within a unit of work."""
    return reglages_from(unit.settings_version())


def reglages_from(kept: SettingsVersion | None) -> Reglages:
    """Return the settings of a version; without one, those of version 0."""
    if kept is None:
        return Reglages()
    from mplus3_xl.domain.agency.absences import Absence

    content = kept.content
    absences = tuple(
        Absence(charge, date.fromisoformat(first), date.fromisoformat(last), stand_in)
        for charge, first, last, stand_in in content.get("absences", ())
    )
    return Reglages(
        version=kept.version,
        values=content["values"],
        reasons=content["reasons"],
        absences=absences,
        sites=agencies_of(content.get("sites", ())),
        charges=content.get("charges", {}),
        texts=content.get("texts", {}),
    )


def kept_content(reglages: Reglages) -> dict[str, Any]:
    """Return what the store keeps of settings: `reglages_from` gives them back."""
    return {
        "values": dict(reglages.values),
        "reasons": dict(reglages.reasons),
        "absences": [
            [each.charge, each.first.isoformat(), each.last.isoformat(), each.stand_in]
            for each in reglages.absences
        ],
        "sites": [_entry(each) for each in reglages.sites],
        "charges": dict(reglages.charges),
        "texts": dict(reglages.texts),
    }


def _entry(agency: Agency) -> Mapping[str, Any]:
    """Write an agency as a folder's `[[agence]]` does."""
    return {
        "nom": agency.name,
        "alias": list(agency.aliases),
        "codes": list(agency.codes),
        "horaires": {
            str(day): [f"{start:%H:%M}-{end:%H:%M}" for start, end in ranges]
            for day, ranges in agency.hours.items()
        },
        "telephone": agency.phone,
        "email": agency.email,
        "assureur": agency.insurer,
    }
