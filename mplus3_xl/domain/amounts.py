"""Numbers as people write them in French: `1 234,56 €`, `1.234,56`, `1234.56`."""

import re

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)")


def plain_number(words: str) -> str:
    """Keep one decimal point: the last separator, unless it can only group thousands."""
    bare = re.sub(r"€|EUR|['’\s]", "", words, flags=re.IGNORECASE)
    if _GROUPED.fullmatch(bare) and bare.count(",") != 1:  # "1,234" is a euro and 23 cents
        return re.sub("[.,]", "", bare)
    head, mark, tail = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    if mark not in head and _GROUPED.fullmatch(head):
        head = re.sub("[.,]", "", head)
    return f"{head}.{tail}" if mark else tail
