"""The macro workbook: the sheets, the VBA project made from text, and the ribbon.

`xlwings.bas` and `Dictionary.cls` come from the installed xlwings, so that the module and the
package always bear one version; each carries its licence in its own text.
"""

from collections.abc import Iterable
from importlib import metadata
from importlib.util import find_spec
from io import BytesIO
from operator import attrgetter
from pathlib import Path

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.action_macros import action_modules
from mplus3_xl.painter.package import with_ribbon
from mplus3_xl.painter.ribbon import ribbon_xml
from mplus3_xl.painter.vba import Kind, Module, build
from mplus3_xl.painter.workbook import write_book

WORKBOOK_MODULE = "ThisWorkbook.cls"


def workbook_with_macros(content: Content, shims: Path) -> bytes:
    """Return the `.xlsm` of `content`; `shims` is the folder of our VBA texts."""
    content = content._replace(xlwings_version=metadata.version("xlwings"))
    planned = sheets(content, macros=True)
    project = build([*shim_modules(shims), *xlwings_modules(), *sheet_modules(planned, shims)])
    written = BytesIO()
    write_book(written, content, planned, project)
    return with_ribbon(written.getvalue(), ribbon_xml())


def shim_modules(shims: Path) -> list[Module]:
    """Return our own modules, those of the actions too; the workbook's comes first."""
    workbook = (shims / WORKBOOK_MODULE).read_text(encoding="utf-8")
    written = (Module.exported(path.read_text(encoding="utf-8")) for path in shims.glob("*.bas"))
    others = sorted([*action_modules(ACTIONS), *written], key=attrgetter("name"))
    return [Module.exported(workbook, Kind.WORKBOOK), *others]


def xlwings_modules() -> list[Module]:
    """Read what xlwings needs in a workbook: its module, and its class for the Mac."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("xlwings")
    folder = Path(spec.origin).parent
    module = (folder / "xlwings.bas").read_text(encoding="ascii")
    dictionary = (folder / "addin" / "Dictionary.cls").read_text(encoding="utf-8")
    return [Module.exported(module), Module.exported(dictionary, Kind.CLASS)]


def sheet_modules(planned: Iterable[Sheet], shims: Path) -> list[Module]:
    """Make the module that Excel wants for every sheet: ours, or an empty one."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in shims.glob("Feuil*.cls")}
    codes = (sheet.code_name for sheet in planned)
    return [Module(code, texts.get(code, ""), Kind.SHEET) for code in codes]
