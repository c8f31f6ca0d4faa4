"""The queue of one account manager, in a small store and in a large one: the same cost.

`python -m benchmarks.queue`: the ratio to hold is 1.3. He has the same contracts in both; all the
others are other people's.
"""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import invented, people
from benchmarks.importing import AU, import_into
from benchmarks.measuring import seconds
from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.settings import own_store

MANAGER = "Camille Ortéga"
HIS = 400
SIZES = (10_000, 200_000)


def make_store(folder: Path, size: int) -> None:
    """Import `size` contracts, of which `HIS` are the manager's, the same in every store."""
    others = invented.contracts(size - HIS, people.clients(size // 2, 1, AU), 1, AU)
    mine = [
        row._replace(
            number=f"C{row.number}", client_number=f"C{row.client_number}", manager=MANAGER
        )
        for row in invented.contracts(HIS, people.clients(HIS // 2, 2, AU), 2, AU)
    ]
    path = folder / f"H90001 CONTRATS {size}.xlsx"
    invented.write_contracts_xlsx(path, [*mine, *others])
    import_into(folder, path)


def main() -> None:
    """Print what a refresh costs in each store, and the ratio."""
    costs = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_store(folder, size)
            workspace = open_workspace(folder, own_store(folder), AU)
            shown = len(workspace.queue(charge_clientele=MANAGER))
            refresh = partial(workspace.queue, charge_clientele=MANAGER)
            costs.append(seconds(refresh, runs=15))
        print(f"{size:>8} contrats : {costs[-1] * 1000:6.1f} ms pour {shown} dossiers montrés")
    print(f"ratio               {costs[1] / costs[0]:6.2f}   (au plus 1,3)")


if __name__ == "__main__":
    main()
