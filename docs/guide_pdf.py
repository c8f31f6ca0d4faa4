"""The staff guide as a PDF: Markdown, then HTML, then A4 pages with their numbers."""

import hashlib
import os
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

_MOMENT = "1795392000"  # 23/11/2026: what the fonts of the PDF say, whenever it is made
_SHEET = """
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: "%s"; font: 8pt Carlito; color: #595959 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Carlito; color: #595959 } }
html { font: 11pt/1.4 Carlito, sans-serif; color: #1a1a1a }
h1 { font-size: 27pt; color: #0072b2; margin: 0 0 4mm }
h2 { font-size: 18pt; color: #0072b2; border-bottom: 1.2pt solid #0072b2; margin: 10mm 0 4mm }
h2#sommaire { border: 0; font-size: 14pt }
h3 { font-size: 13pt; color: #004b76; margin: 6mm 0 1.5mm }
h2, h3 { break-after: avoid }
p, ul, ol { margin: 0 0 2.6mm; orphans: 2; widows: 2 }
li { margin-bottom: .8mm }
img { max-width: 100%%; max-height: 96mm; border: .6pt solid #bfbfbf }
p:has(img) { break-inside: avoid; margin: 2mm 0 4mm }
code { font: 9pt "DejaVu Sans Mono"; background: #eef2f5 }
pre { background: #eef2f5; padding: 2.5mm 3mm; white-space: pre-wrap }
pre code { font-size: 8.2pt }
strong { color: #004b76 }
blockquote { margin: 0 0 3mm; padding: 2mm 4mm; background: #fff6df;
  border-left: 3pt solid #e69f00 }
blockquote p { margin: 0 }
table { width: 100%%; border-collapse: collapse; font-size: 9.5pt; line-height: 1.3;
  margin: 1mm 0 5mm }
th { background: #0072b2; color: #fff; text-align: left }
th, td { padding: 1.3mm 1.8mm; border-bottom: .5pt solid #c8c8c8; vertical-align: top }
td code { font-size: 7.6pt; white-space: nowrap }
tr { break-inside: avoid }
thead { display: table-header-group }
a { color: #0072b2; text-decoration: none }
h2#sommaire + ul { list-style: none; padding: 0; break-after: page }
h2#sommaire + ul + h2 { margin-top: 0 }
h2#sommaire + ul a::after { content: leader(". ") target-counter(attr(href), page) }
"""


def parsed() -> MarkdownIt:
    """Return the reader of the guide: common Markdown, and tables."""
    return MarkdownIt("commonmark", {"typographer": False}).enable("table")


def anchor(title: str) -> str:
    """Return the anchor that a title is linked by, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", title.lower())
    return kept.replace(" ", "-")


def write_pdf(source: Path, target: Path) -> None:
    """Write the guide `source` as a PDF; the same text and pictures give the same bytes."""
    from weasyprint import HTML

    os.environ["SOURCE_DATE_EPOCH"] = _MOMENT  # else the fonts say when they were cut

    text = source.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    style = f"<style>{_SHEET % title}</style>"
    head = f'<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{style}</head>'
    page = HTML(string=f"{head}<body>{_body(text)}</body></html>", base_url=str(source))
    page.write_pdf(
        target,
        pdf_identifier=hashlib.sha256(text.encode()).hexdigest()[:32].encode(),
        pdf_tags=True,
        optimize_images=True,
    )


def _french(text: str) -> str:
    """Keep a sign of French punctuation on the line of its word."""
    return re.sub(r"(?<=«) | (?=[»:;?!])", "\N{NO-BREAK SPACE}", text)


def _body(text: str) -> str:
    reader = parsed()
    tokens = reader.parse(text)
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", anchor(inside.content))
        for each in inside.children or ():
            if each.type == "text":
                each.content = _french(each.content)
            elif each.type == "link_open":  # WeasyPrint compares an address with an id as written
                each.attrSet("href", unquote(str(each.attrGet("href"))))
    return str(reader.renderer.render(tokens, reader.options, {}))
