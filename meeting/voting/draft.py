"""What a vote is drafted with, and whether it can be put to the room like that. Pure.

Every refusal names the field of the form. A template is checked in the same way, as far as it goes: names, tellers and
a deadline may come when a vote is drafted from it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from ..errors import Invalid
from .majority import CONSULTATIVE, PRESETS, Base
from .models import FORMS, OPTIONS, Form, Manner, Secrecy, VoteKind

TELLERS = 3
ITEM = "{item}"  # stands for the title of the agenda item, in the question of a template
LONGEST = 500  # of a question


@dataclass(frozen=True)
class Draft:
    """The fields of the form. `subjects`: [{"title", "note"}], numbered here by their order."""

    title: str
    preset: str
    kind: VoteKind = VoteKind.MOTION
    subjects: tuple[dict, ...] | list[dict] = ()
    min_picks: int = 0
    max_picks: int = 0
    places: int = 0
    secrecy: Secrecy = Secrecy.NAMED_LATER
    manner: Manner = Manner.TABLET
    may_change: bool = True
    may_abstain: bool = True  # of a motion; not every body knows abstention
    is_consultative: bool = False
    is_test: bool = False
    countdown_s: int | None = None
    deadline_at: datetime | None = None
    rerun_of_id: int | None = None
    tellers: tuple[int, ...] | list[int] = ()

    @property
    def form(self):
        return FORMS[self.kind]

    @property
    def options(self):
        return [option for option in OPTIONS[self.kind] if self.may_abstain or option != "abstain"]

    @property
    def is_secret(self):
        return self.secrecy in (Secrecy.SECRET, Secrecy.SPLIT)

    @property
    def has_places(self):
        return self.kind in (VoteKind.CHOICE, VoteKind.ELECTION, VoteKind.ELECTION_EACH)


def complete(draft, moment, item_title=""):
    """The draft with what follows from the rest filled in. Raises Invalid where it cannot be put to a vote."""
    draft = fill_in(draft, item_title)
    require_suitable(draft)
    require_names(draft)
    check_tellers(draft)
    check_deadline(draft, moment)
    return draft


def require_suitable(draft):
    """What must hold of a template as well."""
    check_rule(draft)
    check_secrecy(draft)
    check_manner(draft)
    check_range(draft)


def require_names(draft):
    """What must hold of a template only once it has names."""
    check_names(draft)
    check_picks(draft)


def fill_in(draft, item_title):
    """A test decides nothing, nor does what is consultative; one is elected, or chosen, where no number is given."""
    consultative = draft.is_consultative or draft.is_test or draft.preset == CONSULTATIVE
    places = (draft.places or int(not consultative)) if draft.has_places else draft.places
    picks = draft.form == Form.PICKS
    return replace(
        draft,
        title=draft.title.replace(ITEM, item_title)[:LONGEST],
        subjects=[
            {"id": number, "title": subject["title"], "note": subject.get("note", "")}
            for number, subject in enumerate(draft.subjects, start=1)
        ],
        places=places,
        max_picks=(draft.max_picks or max(places, 1)) if picks else draft.max_picks,
        is_consultative=consultative,
    )


def check_rule(draft):
    rule = PRESETS.get(draft.preset)
    if rule is None:
        raise Invalid("Please choose one of the answers offered.", field="preset")
    if draft.kind not in rule.kinds:
        raise Invalid("This majority is not meant for this kind of vote.", field="preset")
    if draft.manner == Manner.CIRCULATION and rule.base == Base.PRESENT:
        raise Invalid(
            "Nobody is present at a vote by circulation: please choose another majority.", field="preset"
        )
    if draft.is_test and rule.base == Base.PRESENT:
        raise Invalid("A test vote marks nobody as present: please choose another majority.", field="preset")


def check_secrecy(draft):
    if draft.is_secret and draft.manner == Manner.ROLL_CALL:
        raise Invalid("A roll call is not secret: everybody hears the answers.", field="secrecy")
    if draft.is_secret and draft.manner == Manner.CIRCULATION:
        raise Invalid("A vote by circulation is answered by name; it cannot be secret.", field="secrecy")
    if draft.secrecy == Secrecy.SPLIT and draft.manner != Manner.TABLET:
        raise Invalid("An urn with three tellers needs answers given on the tablets.", field="secrecy")


def check_manner(draft):
    if draft.manner == Manner.CIRCULATION and draft.kind != VoteKind.MOTION:
        raise Invalid("Only a motion can be circulated.", field="manner")
    if draft.is_test and draft.manner != Manner.TABLET:
        raise Invalid("A test vote is answered on the tablets.", field="manner")
    if draft.countdown_s and draft.manner == Manner.CIRCULATION:
        raise Invalid("A vote by circulation has a deadline, not a countdown.", field="countdown_s")


def check_names(draft):
    """The candidates, the persons or the ways to choose from."""
    titles = [subject["title"].casefold() for subject in draft.subjects]
    if draft.form == Form.ONE:
        if titles:
            raise Invalid("A motion has no names to choose from.", field="subjects")
        return
    if not titles:
        raise Invalid("Please enter what the members choose from.", field="subjects")
    if draft.kind == VoteKind.CHOICE and len(titles) < 2:
        raise Invalid("A choice needs at least two possibilities.", field="subjects")
    if len(set(titles)) < len(titles):
        raise Invalid("The same name stands there twice.", field="subjects")


def check_range(draft):
    if draft.form == Form.PICKS and draft.min_picks > draft.max_picks:
        raise Invalid(
            "At least %(least)s and at most %(most)s cannot be chosen.",
            field="min_picks",
            least=draft.min_picks,
            most=draft.max_picks,
        )


def check_picks(draft):
    names = len(draft.subjects)
    if draft.places and not draft.has_places:
        raise Invalid("In this kind of vote nobody stands for a place.", field="places")
    if draft.places > names:
        raise Invalid(
            "There are fewer names (%(names)s) than places (%(places)s).",
            field="places",
            names=names,
            places=draft.places,
        )
    if draft.form != Form.PICKS:
        if draft.min_picks or draft.max_picks:
            raise Invalid("In this kind of vote nothing is picked.", field="max_picks")
        return
    if draft.max_picks > names:
        raise Invalid("More may be chosen than there are names.", field="max_picks")
    if draft.kind == VoteKind.ELECTION and draft.places and draft.max_picks > draft.places:
        raise Invalid("More may be chosen than there are places.", field="max_picks")


def check_tellers(draft):
    if draft.secrecy != Secrecy.SPLIT:
        if draft.tellers:
            raise Invalid("Only an urn with three tellers has tellers.", field="tellers")
        return
    if len(draft.tellers) != TELLERS or len(set(draft.tellers)) != TELLERS:
        raise Invalid("Please choose three different tellers.", field="tellers")


def check_deadline(draft, moment):
    if draft.manner != Manner.CIRCULATION:
        if draft.deadline_at:
            raise Invalid("Only a vote by circulation has a deadline.", field="deadline_at")
        return
    if draft.deadline_at is None:
        raise Invalid("Please say until when answers may come in.", field="deadline_at")
    if draft.deadline_at <= moment:
        raise Invalid("The deadline is in the past.", field="deadline_at")
