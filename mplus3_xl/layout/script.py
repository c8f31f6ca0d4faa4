"""The words of the call, from the rule table `scripts`, as lines that a sheet can show."""

import re
import textwrap

from mplus3_xl.rules import table

LINE = 165  # characters; what the width of the form shows at the script's size


def lines(code: str) -> tuple[str, ...]:
    """Return the template `code`; its merge fields stand as their label, in brackets."""
    scripts = table("scripts")
    template = next(each for each in scripts["template"] if each["code"] == code)
    labels = {each["code"]: f"[{each['label']}]" for each in scripts["merge_field"]}
    return spoken(template["text"].format_map(labels))


def spoken(text: str) -> tuple[str, ...]:
    """Return what is said, between quotes, in lines that the form has the width for."""
    return wrapped(f"«\u00a0{text.strip()}\u00a0»")


def wrapped(text: str) -> tuple[str, ...]:
    """Return a text in lines that the form has the width for."""
    # A line does not begin with a punctuation mark.
    bound = re.sub(r" (?=[:;?!])", "\u00a0", text)
    return tuple(textwrap.wrap(bound, LINE, break_on_hyphens=False))
