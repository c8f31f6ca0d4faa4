"""The ribbon shows each action of the layout, in French, once."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from mplus3_xl.layout.actions import ACTIONS, GROUPS, TAB_LABEL
from mplus3_xl.painter.ribbon import NAMESPACE, ribbon_xml


def elements(tag: str, part: bytes) -> list[Element]:
    return list(fromstring(part).iter(f"{{{NAMESPACE}}}{tag}"))


RIBBON = ribbon_xml()


def test_every_action_has_its_button_once() -> None:
    shown = [button.get("label") for button in elements("button", RIBBON)]
    assert sorted(filter(None, shown)) == sorted(action.label for action in ACTIONS)


def test_the_groups_stand_in_the_order_of_the_layout() -> None:
    shown = [group.get("label") for group in elements("group", RIBBON)]
    assert shown == list(GROUPS)


def test_the_tab_bears_its_name() -> None:
    assert [tab.get("label") for tab in elements("tab", RIBBON)] == [TAB_LABEL]


def test_every_button_has_its_icon_keys_and_texts() -> None:
    for button in elements("button", RIBBON):
        for attribute in ("imageMso", "keytip", "screentip", "supertip", "onAction"):
            assert button.get(attribute)


@pytest.mark.parametrize("field", ["id", "label", "keytip", "macro", "screentip", "supertip"])
def test_no_two_actions_share(field: str) -> None:
    values = [getattr(action, field).lower() for action in ACTIONS]
    assert len(set(values)) == len(values)


def test_no_keytip_begins_another() -> None:
    keys = [action.keytip for action in ACTIONS]
    assert not [(a, b) for a in keys for b in keys if a != b and b.startswith(a)]
