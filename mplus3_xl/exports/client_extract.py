"""The extract of a client as one page that any browser shows and prints."""

from html import escape
from pathlib import Path

from mplus3_xl.services.client.privacy_extract import Extract, Part
from mplus3_xl.whole_files import WITH_AN_OPTION, write_whole

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 11pt sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; margin-bottom: 2em; }}
th, td {{ border: 1px solid #999; padding: 4px 8px; text-align: left; vertical-align: top; }}
th {{ background: #eee; }}
@page {{ size: A4 landscape; margin: 1cm; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{intro}</p>
{parts}
</body>
</html>
"""
_INTRO = (
    "Tout ce que l’outil M+3 de l’agence tient sur cette personne, le {day}. Vous pouvez demander "
    "à le corriger, à l’effacer, ou à ne plus être appelé."
)


def client_extract(extract: Extract) -> str:
    """Return the page."""
    title = f"Données de {extract.client.name}"
    return _PAGE.format(
        title=escape(title),
        intro=_INTRO.format(day=f"{extract.at:%d/%m/%Y à %H:%M}"),
        parts="\n".join(map(_table, extract.parts)),
    )


def write_extract(extract: Extract, folder: Path) -> Path:
    """Write the page into a folder; return its path. Raises UserError."""
    name = f"extrait_{extract.client.id}_{extract.at:%Y-%m-%d}.html"
    path = folder / name
    write_whole(path, client_extract(extract).encode(), WITH_AN_OPTION)
    return path


def _table(part: Part) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in part.columns)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in part.lines)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<h2>{escape(part.title)}</h2>\n<table>\n<tr>{head}</tr>\n{body}\n</table>"
