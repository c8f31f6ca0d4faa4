import pytest

from mplus3_xl.domain.call.tags import readable_tags, tags_after
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.effects import OutcomeEffect
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import Tag


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        (("Terminé",), "appel", "statut_tape"),
        (("oui",), "appel", "tag_inconnu"),
        (("S.O.",), "appel", "sans_objet_interdit"),
        (("OK", "S.O."), "lagon", "sans_objet_interdit"),
        (("KO", "En cours"), "lagon", "statut_tape"),
        (("", None, "ok"), "bilan", "tag_inconnu"),
        (("OK", None, None, "non"), "sms_mail", "tag_inconnu"),
    ],
)
def test_tags_that_cannot_be_read_leave_those_of_before(
    typed: tuple[str | None, ...], field: str, code: str
) -> None:
    tags, problems = readable_tags(Tags(), TypedTags(*typed))
    assert [(each.field, each.code) for each in problems] == [(field, code)]
    assert tags == Tags()


def test_all_the_problems_of_the_tags_are_said_at_once() -> None:
    _, problems = readable_tags(Tags(), TypedTags("KO", "S.O.", "oui"))
    assert [each.field for each in problems] == ["lagon", "bilan"]


def test_a_message_already_sent_stays_when_the_call_succeeds_later() -> None:
    before = Tags(appel=Tag.KO, sms_mail=Tag.OK)
    tags, problems = readable_tags(before, TypedTags("OK", None, None, "OK"))
    assert (tags, problems) == (Tags(appel=Tag.OK, sms_mail=Tag.OK), ())


def test_a_call_that_is_ko_again_asks_for_the_message_again() -> None:
    before = Tags(appel=Tag.OK, sms_mail=Tag.SANS_OBJET)
    tags, problems = readable_tags(before, TypedTags("KO", None, None, "S.O."))
    assert (tags, problems) == (Tags(appel=Tag.KO), ())


def test_blanks_around_a_tag_are_not_of_it() -> None:
    typed, problems = tags_after(Tags(appel=Tag.OK), TypedTags(" OK", "OK ", None, "\t"), None)
    assert (typed, problems) == (TypedTags("OK", "OK", "", ""), ())


REACHED = OutcomeEffect(Tag.OK, None, True)
MISSED = OutcomeEffect(Tag.KO, None, True)
REFUSED = OutcomeEffect(Tag.OK, Tag.KO, True)


@pytest.mark.parametrize(
    ("before", "typed", "effect", "after", "code"),
    [
        (None, ("OK",), None, None, "issue_absente"),
        (Tag.KO, ("KO",), None, Tag.KO, None),
        (Tag.KO, ("KO",), REACHED, Tag.OK, None),  # as the form was opened
        (Tag.KO, ("OK",), REACHED, Tag.OK, None),
        (None, ("OK",), MISSED, Tag.KO, "appel_contradictoire"),
        (Tag.OK, ("KO",), MISSED, Tag.OK, "appel_contradictoire"),  # once made, it stays made
        (None, ("", "", "OK"), REFUSED, Tag.OK, "bilan_contradictoire"),
        (None, ("", "", "KO"), REFUSED, Tag.OK, None),
        (None, ("", "", ""), REFUSED, Tag.OK, None),
    ],
)
def test_the_outcome_sets_appel_and_a_tag_that_contradicts_it_is_refused(
    before: Tag | None,
    typed: tuple[str, ...],
    effect: OutcomeEffect | None,
    after: Tag | None,
    code: str | None,
) -> None:
    found, problems = tags_after(Tags(appel=before), TypedTags(*typed), effect)
    assert found.appel == after
    assert [each.code for each in problems] == ([code] if code else [])
    assert found.bilan == (Tag.KO if effect is REFUSED else "")
