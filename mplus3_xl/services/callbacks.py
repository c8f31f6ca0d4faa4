"""The callbacks to come, when the hours of the agencies are set otherwise."""

from collections.abc import Sequence
from datetime import datetime

from mplus3_xl.domain.agencies import Agencies, Agency
from mplus3_xl.domain.cases import is_done
from mplus3_xl.domain.client_places import site_for, zone_of
from mplus3_xl.domain.outcomes import may_call_at
from mplus3_xl.services.ports import Reading


def callbacks_shut_out(
    unit: Reading, old: Sequence[Agency], new: Sequence[Agency], now: datetime
) -> int:
    """Count the callbacks that were within the hours of the `old` sites, and not of the `new`."""
    waiting = [each for each in unit.dossiers_called_back(now) if not is_done(each)]
    clients = unit.clients_by_id({each.client_id for each in waiting})
    before, after = Agencies(old).by_name(), Agencies(new).by_name()
    found = 0
    for each in waiting:
        zone = zone_of(clients[each.client_id].postal_code)
        was, is_now = (
            each.callback_at is not None
            and may_call_at(site_for(sites, each.agency, zone), each.callback_at)
            for sites in (before, after)
        )
        found += was and not is_now
    return found
