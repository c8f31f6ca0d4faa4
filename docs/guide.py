"""The staff guide kept true, then printed: `python -m docs.guide`.

Writes anew the tables that the program itself gives, the list of the chapters, and the PDF. Needs
WeasyPrint (`pip install '.[guide]'`), Pango and the font Carlito.
"""

import re
from pathlib import Path

from docs.guide_pdf import anchor, write_pdf
from docs.guide_tables import TABLES

GUIDE = Path(__file__).parent / "guide-utilisateur.md"
PDF = GUIDE.with_suffix(".pdf")
CONTENTS = "sommaire"


def main() -> None:
    """Renew the guide, then print it."""
    GUIDE.write_text(renewed(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    write_pdf(GUIDE, PDF)


def renewed(text: str) -> str:
    """Return the guide with its tables as the program has them now."""
    for name, table in TABLES.items():
        text = _between(text, name, table())
    return _between(text, CONTENTS, _contents(text))


def _between(text: str, name: str, content: str) -> str:
    """Put `content` between the two marks `name`. Raises LookupError if they are not there."""
    marks = rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)"
    new, found = re.subn(marks, lambda each: f"{each[1]}\n{content}\n{each[2]}", text, flags=re.S)
    if found != 1:
        raise LookupError(f"The marks {name} stand {found} times in the guide")
    return new


def _contents(text: str) -> str:
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    return "\n".join(f"- [{each}](#{anchor(each)})" for each in titles if anchor(each) != CONTENTS)


if __name__ == "__main__":
    main()
