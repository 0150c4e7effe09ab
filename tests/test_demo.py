"""The demo meeting: made through the rules, once, and only where nobody is yet."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from meeting import create_app
from meeting.agenda.models import Body
from meeting.agenda.seats import find_actor
from meeting.db import Base, FactEntry, reading, writing
from meeting.demo import FOLDER, list_files, list_papers, read_demo, seed_demo
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.docs.stages.check import check
from meeting.people.directory import create_person
from meeting.people.models import Person
from meeting.people.passwords import is_password
from meeting.state import meeting_state
from meeting.voting.models import Ballot
from meeting.voting.templates import list_templates

PLAN = read_demo()
FILES = sorted(path.name for path in (FOLDER / "papers").iterdir())


def empty_app(folder):
    app = create_app(DATA=str(folder), TESTING=True)
    Base.metadata.create_all(app.extensions["database"].engine)
    return app


def close(app):
    app.extensions["paper_jobs"].huey.storage.close()
    app.extensions["database"].close()


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = empty_app(tmp_path_factory.mktemp("demo"))
    seed_demo(app)
    yield app
    close(app)


@pytest.fixture
def seen_by(app):
    """seen_by(sign-in name): the state of the demo meeting as that person gets it."""

    def seen_by(name):
        with app.app_context(), reading() as session:
            person = session.scalar(select(Person).where(Person.sign_in_name == name))
            return meeting_state(session, find_actor(session, person, 1))

    return seen_by


def counts(app):
    tables = (Person, Body, Paper, PaperVersion, Document, Ballot, FactEntry)
    with app.app_context(), reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_an_installation_with_somebody_in_it_is_left_alone(tmp_path):
    app = empty_app(tmp_path)
    with app.app_context(), writing() as session:
        create_person(session, "Nguyễn Thị Thật", "that", "-")
    assert seed_demo(app) == []
    assert counts(app) == [1, 0, 0, 0, 0, 0, 0]
    close(app)


def test_seeding_twice_changes_nothing(app):
    before = counts(app)
    assert seed_demo(app)
    assert counts(app) == before


def test_one_published_password_opens_every_account(app):
    with app.app_context(), reading() as session:
        hashes = set(session.scalars(select(Person.password_hash)))
    assert len(hashes) == 1
    assert is_password(hashes.pop(), PLAN["password"])


def test_the_accounts_told_at_the_start_exist(app):
    accounts = seed_demo(app)
    assert [name for name, _, _ in accounts] == [
        "chutoa",
        "thuky",
        "daibieu1",
        "khach1",
        "quansat",
        "quantri",
    ]
    assert {password for _, password, _ in accounts} == {PLAN["password"]}


def test_forty_delegates_in_five_groups_eight_guests_three_secretaries_and_a_reporter(seen_by):
    seats = seen_by("thuky")["seats"].values()
    roles = Counter(seat["role"] for seat in seats)
    assert roles == {"chair": 1, "member": 39, "guest": 8, "secretary": 3, "observer": 1}
    groups = Counter(seat["group"] for seat in seats if seat["votes"])
    assert groups == {f"Tổ đại biểu số {number}": 8 for number in range(1, 6)}
    assert len({seat["label"] for seat in seats}) == len(seats)
    assert all(seat["name"] and seat["title"] for seat in seats)


def test_the_meeting_runs_with_a_quorum_and_an_item_under_discussion(seen_by):
    state = seen_by("daibieu1")
    assert state["meeting"]["state"] == "running"
    assert state["meeting"]["quorum"]["met"]
    assert state["meeting"]["quorum"]["present"] == 38
    current = state["items"][str(state["meeting"]["current_item_id"])]
    assert (current["number"], current["state"]) == ("2.3", "current")
    assert sum(item["parent_id"] is None for item in state["items"].values()) == 10


def test_the_vote_on_the_programme_is_published_with_its_ballots(seen_by):
    votes = seen_by("khach1")["votes"].values()
    (vote,) = votes  # the drafted one is the desk's alone
    assert vote["state"] == "published"
    result = vote["result"]
    assert result["counts"] == {"for": 36, "against": 0, "abstain": 1}
    assert (result["electorate"], result["not_cast"], result["outcome"]) == (40, 3, "adopted")


def test_votes_of_several_kinds_lie_ready_to_be_opened(seen_by):
    votes = seen_by("chutoa")["votes"].values()
    assert Counter(vote["state"] for vote in votes) == {"published": 1, "draft": 5}
    drafts = [(vote["kind"], vote["secrecy"]) for vote in votes if vote["state"] == "draft"]
    assert drafts == [
        ("motion", "named_later"),
        ("motion", "named"),
        ("election", "secret"),
        ("confidence_three", "secret"),
        ("choice", "named_later"),
    ]


def test_the_body_has_templates_to_draft_further_ones_from(app):
    with app.app_context(), reading() as session:
        body = session.scalar(select(Body))
        names = [template.name for template in list_templates(session, body.id)]
    assert names == [template["name"] for template in PLAN["vote_templates"]]


def test_three_members_wait_to_speak_and_nothing_is_shown(seen_by):
    state = seen_by("quansat")
    waiting = sorted(state["speeches"].values(), key=lambda speech: speech["position"])
    names = [state["seats"][str(speech["seat_id"])]["name"] for speech in waiting]
    people = {person["sign_in_name"]: person["name"] for person in PLAN["people"]}
    assert names == [people[name] for name in PLAN["speakers"]]
    assert {speech["state"] for speech in waiting} == {"waiting"}
    assert state["presentation"] is None


def test_sixteen_papers_lie_on_their_items_and_wait_for_the_worker(seen_by):
    state = seen_by("thuky")
    assert len(state["papers"]) == len(state["intakes"]) == 16
    assert {intake["state"] for intake in state["intakes"].values()} == {"received"}
    assert sum(paper["late"] for paper in state["papers"].values()) == 1
    assert sum(paper["restricted"] for paper in state["papers"].values()) == 2
    assert {paper["title"] for paper in state["papers"].values()} == {p["title"] for p in list_papers(PLAN)}


def test_one_paper_has_two_versions_and_says_what_changed(app):
    with app.app_context(), reading() as session:
        (versions,) = [paper.versions for paper in session.scalars(select(Paper)) if len(paper.versions) > 1]
        assert versions[0].note == "" and "Điều 4" in versions[1].note


def test_every_paper_named_is_there_and_no_other():
    assert sorted(list_files(PLAN)) == FILES
    assert sum((FOLDER / "papers" / name).stat().st_size for name in FILES) < 4 * 2**20


@pytest.mark.parametrize("name", FILES)
def test_the_intake_accepts(name):
    assert check(FOLDER / "papers" / name)["kind"] == name.rsplit(".", 1)[1]
