"""The ribbon tab as the part customUI14.xml, from the list of actions."""

from xml.etree import ElementTree as ET

from mplus3_xl.layout.actions import GROUPS, TAB_KEYTIP, TAB_LABEL, Action

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_xml() -> bytes:
    """The part, in UTF-8: one tab, its groups and their actions from left to right."""
    root = ET.Element("customUI", xmlns=NAMESPACE)
    tabs = ET.SubElement(ET.SubElement(root, "ribbon"), "tabs")
    tab = ET.SubElement(tabs, "tab", id="mplus3", label=TAB_LABEL, keytip=TAB_KEYTIP)
    for number, (label, actions) in enumerate(GROUPS.items(), start=1):
        group = ET.SubElement(tab, "group", id=f"groupe{number}", label=label)
        group.extend(map(_button, actions))
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
