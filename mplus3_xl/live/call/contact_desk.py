"""What one button notes of the contact with a client: opposition, consent, an attempt struck."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import author
from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call.striking import refuse_in_acte
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.consent import Consent, ConsentDraft, valid_consents
from mplus3_xl.domain.texts.script import merged, placeholders, templates
from mplus3_xl.domain.texts.script_edits import edited
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, moment, short_day
from mplus3_xl.live.asking import ask_days, choose_why
from mplus3_xl.live.call.dossier_desk import ShownDossier, on_shown
from mplus3_xl.services.call import opposing
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.consenting import give_consent, opposed, withdraw_consent
from mplus3_xl.services.call.striking import strike_attempt

_REQUEST = "demande_consentement"


@on_shown
def oppose(shown: ShownDossier) -> str | None:
    """Note that the client wants no call any more; one under way is noted with it."""
    name = shown.client
    if not shown.desk.ask(
        f"{name} ne veut plus être appelé ? Cela vaut tout de suite, pour toujours et pour tous "
        "ses dossiers ; rien ne l’annule.",
        for_good=True,
    ):
        return None
    if shown.dossier.calling_since is not None and _noted(shown):
        return f"Opposition notée avec l’essai : {name} ne sera plus appelé."
    closed = opposing.oppose(shown.store, shown.dossier.id, author(), shown.now)
    done = count(len(closed), "dossier fermé", "dossiers fermés")
    others = " : actualisez la file" if any(each.id != shown.dossier.id for each in closed) else ""
    return f"Opposition notée : {name} ne sera plus appelé, {done}{others}."


@on_shown
def consent(shown: ShownDossier) -> str | None:
    """Note a consent with its proof, or withdraw those that run. Raises UserError."""
    contacts = shown.preparation.facts.contacts
    if contacts.opposed:
        raise opposed(shown.client)
    held = valid_consents(shown.preparation.consents, shown.now.date())
    if held:
        if told := _withdrawn(shown, held):
            return told
        if not shown.desk.ask("Noter un autre consentement, pour d’autres appels ?"):
            return None
    draft = _asked_consent(shown)
    if draft is None:
        return None
    given = give_consent(shown.store, shown.dossier.id, draft, author(), shown.now)
    return f"Consentement noté : {given.purpose}, jusqu’au {short_day(given.ends_on)} inclus."


@on_shown
def strike(shown: ShownDossier) -> str | None:
    """Strike an attempt that whoever clicks noted by mistake today, in one question."""
    mine = _of_today(shown)
    if len(mine) == 1:
        at, reason = 0, shown.desk.ask_text(f"Barrer l’essai {_line(mine[0])} : pourquoi ?")
    else:
        at, reason = choose_why(shown.desk, "Quel essai barrer ?", [_line(each) for each in mine])
    if reason is None:
        return None
    strike_attempt(shown.store, mine[at].id, author(), reason, shown.now, shown.workspace.sites)
    return f"Essai barré : {_line(mine[at])}. Il reste visible et ne compte plus."


def _noted(shown: ShownDossier) -> bool:
    """Note the call under way as an opposition; one that the gate refuses needs more words."""
    sites = shown.workspace.sites
    tried = Attempted(outcome="oppo")
    try:
        record_attempt(shown.store, shown.dossier.id, tried, sites, author(), shown.now)
    except CallError:
        return False
    return True


def _withdrawn(shown: ShownDossier, held: Sequence[Consent]) -> str | None:
    """Withdraw all that runs: a client who withdraws says so of every call (R223-3)."""
    told = " ; ".join(f"{each.purpose}, jusqu’au {short_day(each.ends_on)}" for each in held)
    if not shown.desk.ask(f"Consentement en cours : {told}. Le retirer ?", for_good=True):
        return None
    withdraw_consent(shown.store, shown.dossier.id, author(), shown.now)
    return "Consentement retiré ; sa preuve est gardée."


def _asked_consent(shown: ShownDossier) -> ConsentDraft | None:
    desk, request = shown.desk, templates()[_REQUEST].label
    how = desk.ask_text(
        "Comment le client a-t-il consenti (courrier, e-mail, sur place…), et à quel texte ? Par "
        "exemple : « e-mail : formulaire de mars 2026 ». Sans texte, c’est la phrase "
        f"« {request} » de la feuille Scripts."
    )
    if how is None:
        return None
    channel, _, wording = how.partition(":")
    purpose = desk.ask_text("Pour quels appels (par exemple : ses assurances santé) ?")
    if purpose is None:
        return None
    days = ask_days(
        desk,
        "Quel jour, et jusqu’à quand ? Vide : aujourd’hui, et le plus longtemps permis ; sinon, "
        "par exemple, 20/11/2026 au 20/05/2027.",
        shown.now.date(),
    )
    if days is None:
        return None
    return ConsentDraft(days[0], channel, purpose, days[1], wording.strip() or _phrase(shown))


def _phrase(shown: ShownDossier) -> str:
    """Return the agency's own words for asking, which name no client: the proof outlives him."""
    site = shown.workspace.sites.get(shown.dossier.agency or "")
    values = placeholders() | ({"agence": site.name} if site else {})
    return merged(edited(shown.workspace.reglages.texts)[_REQUEST].text, values).text


def _of_today(shown: ShownDossier) -> list[Attempt]:
    """Return the attempts of the dossier that whoever clicks may strike. Raises UserError."""
    facts = shown.preparation.facts
    mine = [
        each
        for each in facts.attempts
        if each.dossier_id == shown.dossier.id
        and (each.author, each.at.date(), each.struck_at) == (author(), shown.now.date(), None)
    ]
    if not mine:
        raise UserError(
            "aucun_essai_a_barrer",
            "Vous n’avez noté aujourd’hui aucun essai dans ce dossier.",
            "Un essai se barre le jour même, par celui qui l’a noté.",
        )
    refuse_in_acte(facts.actes, shown.dossier.id)
    return mine


def _line(attempt: Attempt) -> str:
    return f"{moment(attempt.at)}, {attempt.label}"
