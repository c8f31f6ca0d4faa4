"""The ribbon tab as the part customUI14.xml, from the list of actions."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from mplus3_xl.layout.actions import GROUPS, TAB_KEYTIP, TAB_LABEL, Action

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_xml(actions: Sequence[Action], groups: Sequence[str] = GROUPS) -> bytes:
    """The part, in UTF-8: one tab, `groups` from left to right, actions in their order.

    A group without any action is left out. Raises ValueError for an action of another group.
    """
    strangers = [action.id for action in actions if action.group not in groups]
    if strangers:
        raise ValueError(f"sans groupe du ruban : {', '.join(strangers)}")
    root = ET.Element("customUI", xmlns=NAMESPACE)
    tabs = ET.SubElement(ET.SubElement(root, "ribbon"), "tabs")
    tab = ET.SubElement(tabs, "tab", id="mplus3", label=TAB_LABEL, keytip=TAB_KEYTIP)
    for number, label in enumerate(groups, start=1):
        members = [action for action in actions if action.group == label]
        if members:
            group = ET.SubElement(tab, "group", id=f"groupe{number}", label=label)
            group.extend(map(_button, members))
    ET.indent(root)
    part: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return part


def _button(action: Action) -> ET.Element:
    return ET.Element(
        "button",
        id=f"action_{action.id}",
        label=action.label,
        size="large" if action.large else "normal",
        imageMso=action.image_mso,
        keytip=action.keytip,
        screentip=action.screentip,
        supertip=action.supertip,
        onAction=action.callback,
    )
