"""What a manager sets, version after version; version 0 is the rule tables and the folder's own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.limits import Limits, default_limits
from mplus3_xl.domain.reglages.switches import offer_of
from mplus3_xl.domain.windows import DEFAULT_SPANS, Spans

if TYPE_CHECKING:
    from mplus3_xl.domain.agency.absences import Absence


class Reglages(NamedTuple):
    """The settings of one version: what differs from the rule tables, and why, by code.

    `absences` are all those that are known, past ones too. `sites` are empty as long as no agency
    was set. `charges` says of a name whether it is in service, when a manager said so. `texts` are
    the words that replace those of the script, by template code.
    """

    version: int = 0
    values: Mapping[str, Any] = {}
    reasons: Mapping[str, str] = {}
    absences: "tuple[Absence, ...]" = ()
    sites: tuple[Agency, ...] = ()
    charges: Mapping[str, bool] = {}
    texts: Mapping[str, str] = {}

    @property
    def limits(self) -> Limits:
        """The limits in force around a call."""
        known = default_limits()
        return {**known, **{code: self.values[code] for code in known if code in self.values}}

    @property
    def spans(self) -> Spans:
        """The spans in force of a window."""
        set_ = {code: self.values[code] for code in Spans._fields if code in self.values}
        return DEFAULT_SPANS._replace(**set_)

    @property
    def offer(self) -> Offer:
        """The families and the gaps that are gone through in a bilan."""
        return offer_of(self.values)
