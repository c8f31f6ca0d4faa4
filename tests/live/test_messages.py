"""What a message quotes leaves room for what to do."""

from mplus3_xl.live.sheet.messages import message_of


def test_a_long_quote_is_cut_and_what_to_do_is_said() -> None:
    said = message_of("Actions", f"Non fait : « {'x' * 3000} » n’est pas une date. Corrigez.")
    text = " ".join(map(str, said.values()))
    assert text == f"Non fait : « {'x' * 200} … » n’est pas une date. Corrigez."


def test_a_short_quote_is_said_whole() -> None:
    text = "« ZOÉ Martin » : « à rappeler »."
    assert message_of("Actions", text) == {"actions_message": text, "actions_suite": ""}
