"""The settings of a LibreOffice of our own: French, quiet, and computing what it opens.

Macros run because our own workbook is opened by a call that allows them; a workbook that a person
opens there himself meets LibreOffice's usual caution.
"""

from pathlib import Path
from xml.sax.saxutils import escape

_MISC = "Office.Common/Misc"
_SETTINGS = (
    ("Setup/L10N", "ooSetupSystemLocale", "fr-FR"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # always, as Excel does
    (_MISC, "FirstRun", "false"),
    (_MISC, "ShowTipOfTheDay", "false"),
    (_MISC, "ShowDonation", "false"),
    ("Setup/Product", "ooSetupLastVersion", "99.0"),  # else a banner offers the release notes
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),  # the copy is thrown away, never saved
    ("Office.Recovery/AutoSave", "Enabled", "false"),
)


def write(folder: Path) -> Path:
    """Make `folder` a profile, for `office.start`; one that was used keeps what it has."""
    target = folder / "user" / "registrymodifications.xcu"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_xml(), encoding="utf-8")
    return folder


def _xml() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
