"""LibreOffice set as an agency's Excel is: French numbers, formulas computed on opening."""

from pathlib import Path

# LibreOffice shows the stored values of a workbook unless told to compute its formulas again.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>"""


def french_profile(folder: Path) -> str:
    """Write the settings in the new folder `folder`; return the option that uses them."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
    return f"-env:UserInstallation={folder.as_uri()}"
