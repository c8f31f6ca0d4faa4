"""The two kinds of trouble that are no bug: problems in the data, and refusals.

A problem is a value: it is collected and shown with its place. A refusal is an exception that
carries what happened and what to do. Anything else that is raised is a bug.
"""

from typing import NamedTuple


class UserError(Exception):
    """A refusal, in French: what happened, and what to do about it.

    `code` is stable and names the refusal in tests and support; the texts name the value and the
    limit they speak of.
    """

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.code = code
        self.what = what
        self.remedy = remedy


class Problem(NamedTuple):
    """One fault of one row of an import, with its place as a person counts it.

    `line` counts from 1 (the header), blank lines included; `column` is the header as written in
    the file; `value` is what was found, as text.
    """

    file: str
    line: int
    column: str
    value: str
    code: str
    message: str
