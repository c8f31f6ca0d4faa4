"""From the branch and product that Lagon names to a family of the inventory.

Source: domain notes §2.2; the names are data (`rules/families.toml`).
"""

from functools import cache

from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import table


@cache
def family_of(
    branch: str | None, product: str | None, client_type: ClientType | None
) -> str | None:
    """Return the family's code, `None` if neither name is known.

    The product says more than the branch, and a family meant for this type of client more than
    one that is not: the first that answers, in the order of the table.
    """
    for names, word in (("products", product), ("branches", branch)):
        wanted = fold(word or "")
        found = [each for each in table("families")["family"] if wanted in _folded(each, names)]
        for family in found:
            if client_type in family["client_types"]:
                return str(family["code"])
        if found:
            return str(found[0]["code"])
    return None


def classified(contract: Contract, client_type: ClientType | None) -> Contract:
    """Return the contract in the family that it has for a client of this type.

    The client's type wins over the one that the contract's row gave (R9).
    """
    known = client_type or contract.client_type
    family = family_of(contract.branch, contract.product, known)
    return contract if family == contract.family else contract._replace(family=family)


def _folded(family: dict[str, list[str]], names: str) -> set[str]:
    return {fold(name) for name in family.get(names, ())}
