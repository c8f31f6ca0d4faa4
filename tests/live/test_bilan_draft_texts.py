from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.live.bilan.draft_texts import answered_otherwise
from mplus3_xl.services.bilan.bilan import OpenBilan, save_bilan
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, CALL, ready
from tests.services.desk import BRUNO

WHY = "Tout est à jour"
SAID = {"logement": "locataire", "couple": True}
LINES = (Line("mrh", Holding.AUCUN), Line("pj", Holding.AILLEURS, "Mutuelle Exemple"))


def kept(store: Units) -> OpenBilan:
    """A bilan that Bruno saved, with an answer to each of its gaps."""
    first = save_bilan(ready(store), BilanForm(1, 0, SAID, LINES), AGENCIES, BRUNO, CALL)
    replies = tuple(GapReply(gap.code, GapAnswer.OPPORTUNITE) for gap in first.bilan.gaps)
    form = BilanForm(1, first.version, SAID, LINES, replies, no_action_reason=WHY)
    return save_bilan(store, form, AGENCIES, BRUNO, CALL)


def test_what_was_typed_and_answered_otherwise_since_is_named(store: Units) -> None:
    stored = kept(store)
    gap = stored.bilan.gaps[0]
    typed = BilanForm(
        1,
        1,
        {"logement": "proprietaire", "couple": True, "enfants": 2},
        (Line("mrh", Holding.AUCUN), Line("pj", Holding.AUCUN), Line("gav", Holding.AUCUN)),
        (GapReply(gap.code, GapAnswer.REFUS, "Trop cher"),),
    )
    said = list(answered_otherwise(stored, typed))
    words = [each.partition(" « ")[2] for each in said]
    assert words == ["Propriétaire »", "Aucun »", f"{GapAnswer.REFUS.label} »"]
    assert said[2].startswith(gap.label)


def test_an_insurer_that_somebody_else_wrote_otherwise_is_named(store: Units) -> None:
    typed = BilanForm(1, 1, {}, (Line("pj", Holding.AILLEURS, "Assureur Exemple"),))
    (said,) = answered_otherwise(kept(store), typed)
    assert said.endswith("« Assureur Exemple »")


def test_what_was_typed_of_a_family_that_is_ours_now_is_named(store: Units) -> None:
    typed = BilanForm(1, 1, {}, (Line("auto", Holding.AUCUN),))
    (said,) = answered_otherwise(kept(store), typed)
    assert said.endswith("« Aucun »")


def test_another_reason_for_no_action_is_named(store: Units) -> None:
    typed = BilanForm(1, 1, no_action_reason="Il rappellera")
    assert list(answered_otherwise(kept(store), typed)) == ["Pas d’action « Il rappellera »"]


def test_what_was_typed_as_it_is_stored_is_not_named(store: Units) -> None:
    stored = kept(store)
    same = BilanForm(1, 1, SAID, LINES, stored.said.replies, no_action_reason=WHY)
    assert not list(answered_otherwise(stored, same))
