"""How what the gate says of a call is shown, in the queue and on the form."""

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.layout.style import Tint

TINTS = {
    Permission.PERMIS.label: Tint.GREEN,
    Permission.AVERTI.label: Tint.YELLOW,
    Permission.REFUSE.label: Tint.ORANGE,
    Permission.SANS_OBJET.label: Tint.GREY,
}
