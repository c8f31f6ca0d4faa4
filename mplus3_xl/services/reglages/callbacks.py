"""The callbacks to come, when the hours of the agencies are set otherwise."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.contact.calling_hours import may_call_at
from mplus3_xl.domain.contact.client_places import site_for, zone_of
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.services.ports.store import Reading


def callbacks_shut_out(
    unit: Reading, old: Sequence[Agency], new: Sequence[Agency], now: datetime
) -> int:
    """Count the callbacks that were within the hours of the `old` sites, and not of the `new`."""
    waiting = [each for each in unit.dossiers_called_back(now) if not is_done(each)]
    clients = unit.clients_by_id({each.client_id for each in waiting})
    before, after = Agencies(old).by_name(), Agencies(new).by_name()

    def within(sites: Mapping[str, Agency], each: Dossier) -> bool:
        site = site_for(sites, each.agency, zone_of(clients[each.client_id].postal_code))
        return each.callback_at is not None and may_call_at(site, each.callback_at)

    return sum(within(before, each) and not within(after, each) for each in waiting)
