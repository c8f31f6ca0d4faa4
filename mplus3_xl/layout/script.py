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
    said = f"«\u00a0{template['text'].format_map(labels).strip()}\u00a0»"
    # A line does not begin with a punctuation mark.
    bound = re.sub(r" (?=[:;?!])", "\u00a0", said)
    return tuple(textwrap.wrap(bound, LINE, break_on_hyphens=False))
