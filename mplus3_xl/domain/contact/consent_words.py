"""What a consent's words may not hold: what no free text may, and who its client is (R223-2)."""

from mplus3_xl.domain.client.privacy import words_naming
from mplus3_xl.domain.contact.consent import ConsentDraft
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.texts.free_texts import refuse_text
from mplus3_xl.errors import UserError


def _words(draft: ConsentDraft) -> tuple[tuple[str, str], ...]:
    return ("Canal", draft.channel), ("Objet", draft.purpose), ("Texte", draft.wording)


def refuse_words(draft: ConsentDraft, client: Client) -> None:
    """Refuse words that must not be kept (UserError): the proof outlives even an erasure."""
    for label, text in _words(draft):
        refuse_text(label, text)
        if named := words_naming(client, text):
            raise UserError(
                "consentement_nomme",
                f"{label} du consentement : « {text} » nomme le client ({', '.join(named)}), et "
                "cette preuve lui survit.",
                "Récrivez-le sans son nom ni son numéro.",
            )
