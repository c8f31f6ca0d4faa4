"""What the top of the bilan says: after a click, and always what is missing from it."""

from collections.abc import Iterable

from mplus3_xl.domain.bilan.situation import questions_for
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.limits import Limits, limit
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.services.bilan.bilan import OpenBilan
from mplus3_xl.services.call.preparation import Preparation

NOTHING_MISSING = "Rien ne manque au bilan."


def words_before(prepared: Preparation, *, agreed: bool) -> str:
    """Say what comes before objective 3: that one may not, objectives 1 and 2, the agreement.

    Each point ends its line; nothing is said of a dossier that is done (guide, "À éviter"). What
    the gate only warns of (the hour, the attempts) is about dialling, and said by the form.
    """
    verdict, refused = prepared.verdict, prepared.facts.refused_at
    if verdict.permission is Permission.SANS_OBJET:
        return ""
    if verdict.refusals:
        said = " ".join(reason.message for reason in verdict.refusals)
        return f"{Permission.REFUSE.label} : {said}\n"
    fields, pieces = len(prepared.missing_fields), len(prepared.missing_pieces)
    left = (
        f"objectif 1, {count(fields, 'champ', 'champs')} à valider" if fields else "",
        f"objectif 2, {count(pieces, 'pièce', 'pièces')} à régler" if pieces else "",
        "" if agreed or refused else "accord du client à demander",
    )
    listed = " · ".join(filter(None, left))
    before = f"Avant l’objectif 3 (voir la fiche) : {listed}.\n" if listed else ""
    return f"{prepared.banner}\n{before}" if refused else before


def first_words(opened: OpenBilan) -> str:
    """Say what to do with a bilan that was just opened."""
    if not opened.version:
        return "Nouveau bilan : posez les questions, puis complétez famille par famille."
    if opened.of_before is not None:
        return (
            f"Bilan repris de celui du {short_day(opened.of_before)} : relisez-le avec le client, "
            "puis enregistrez-le."
        )
    return "Voici le dernier bilan enregistré."


def missing_said(opened: OpenBilan) -> str:
    """Say what is missing from the bilan, then the questions that a gap may hang on.

    It stands under the buttons, whatever was clicked: a message does not repeat it.
    """
    wanting = count(len(opened.missing), "réponse manque", "réponses manquent")
    left = f"{wanting} encore au bilan, en bas à droite." if opened.missing else NOTHING_MISSING
    asked = questions_for(opened.said.situation)
    blank = sum(opened.answers.get(each["code"]) is None for each in asked)
    if not blank:
        return left
    questions = count(blank, "question est", "questions sont")
    return f"{left} {questions} sans réponse : un manque peut en dépendre."


def renunciation(drafts: Iterable[ActionDraft], limits: Limits) -> str:
    """Say how long a client may renounce what a quote may become, on a line (L112-2-1 C. ass.)."""
    if all(draft.kind is not ActionKind.DEVIS for draft in drafts):
        return ""
    said, of_life = limit("renonciation").said(limits), limit("renonciation_vie").said(limits)
    return f"\nDevis (délais à vérifier) : {said} {of_life}"


def stopped(opened: OpenBilan) -> str:
    """Say on a line that the client is opposed or the dossier closed, maybe since it was opened."""
    if opened.opposed:
        return "\nCe client s’est opposé au démarchage : rien à proposer, sauf ce qu’il demande."
    return f"\nCe dossier est clos : {opened.closing.label}." if opened.closing else ""


def points_of(opened: OpenBilan) -> str:
    """Say what to look at whatever was clicked, each point after a line break."""
    return "".join(f"\n{point}" for point in (_unclassified(opened), _gaps(opened)) if point)


def _unclassified(opened: OpenBilan) -> str:
    """Name the contracts with us that have no line in the inventory."""
    shown = (
        (each.product or each.branch or "produit inconnu", each) for each in opened.unclassified
    )
    named = [f"{product} ({each.number})" for product, each in shown]
    return f"Chez nous aussi, sans famille connue : {', '.join(named)}." if named else ""


def _gaps(opened: OpenBilan) -> str:
    """Name the gaps to talk about that have no answer yet."""
    answered = {reply.gap for reply in opened.said.replies if reply.answer}
    gaps = [gap for gap in opened.bilan.gaps if gap.code not in answered]
    first = [gap.label for gap in gaps if gap.put_forward]
    left = len(gaps) - len(first)
    more = f", puis {count(left, 'autre', 'autres')}" if left else ""
    return (
        f"Manques à dire : {' · '.join(first)}{more} (3. Les manques, à droite)." if first else ""
    )
