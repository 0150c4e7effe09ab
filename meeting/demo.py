"""Fills an empty installation with the demo meeting of demo/meeting.json: a newcomer finds a room at work.

Everything goes through the rules, as if people had done it: what the demo shows is what the rules allow.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from .agenda.items import add_item
from .agenda.meetings import create_body, create_meeting, publish_meeting
from .agenda.models import Body
from .agenda.running import begin_item, begin_meeting
from .agenda.seats import add_seat, change_seat, find_actor, mark_attendance
from .db import now, reading, writing
from .docs.adding import Upload, add_paper
from .docs.models import VisibilityKind
from .docs.renaming import rename_paper
from .docs.replacing import replace_paper
from .docs.visibility import set_visibility
from .people.directory import add_person, create_person
from .people.models import Person
from .people.passwords import hash_password
from .permissions import Office
from .speaking.requesting import ask_to_speak
from .voting.casting import cast_ballot
from .voting.closing import close_vote
from .voting.drafting import draft_vote
from .voting.opening import open_vote
from .voting.publishing import publish_vote
from .voting.templates import add_template

FOLDER = Path(__file__).resolve().parent.parent / "demo"
SECRETARY, CHAIR, ADMINISTRATOR = "thuky", "chutoa", "quantri"
PRESET = "council_resolution"
# Who is named when the server starts; the others follow the same pattern.
SHOWN = (CHAIR, SECRETARY, "daibieu1", "khach1", "quansat", ADMINISTRATOR)


def seed_demo(app):
    """The accounts to print, see `demo_accounts`. Only an installation without anybody in it is filled:
    accounts whose password everybody knows must never come to be beside real ones."""
    with app.app_context():
        with reading() as session:
            empty = session.scalar(select(Person.id).limit(1)) is None
        if empty and (FOLDER / "meeting.json").is_file():
            build(app, read_demo())
    return demo_accounts(app)


def read_demo():
    return json.loads((FOLDER / "meeting.json").read_text(encoding="utf-8"))


def demo_accounts(app):
    """[(sign-in name, password, who it is)], empty unless this installation holds the demo."""
    if not (FOLDER / "meeting.json").is_file():
        return []
    plan = read_demo()
    with app.app_context(), reading() as session:
        if session.scalar(select(Body.id).where(Body.name == plan["body"])) is None:
            return []
    people = {person["sign_in_name"]: person for person in plan["people"]}
    members = sum(name.startswith("daibieu") for name in people)
    accounts = []
    for name in SHOWN:
        who = f"{people[name]['name']}, {people[name]['title']}"
        if name == "daibieu1":
            who += f" (… daibieu{members})"
        accounts.append((name, plan["password"], who))
    return accounts


def build(app, plan):
    """All in one act: a demo that was interrupted leaves nothing behind and is made at the next start."""
    jobs = app.extensions["paper_jobs"]
    uploads = {name: store_file(jobs.store, name) for name in list_files(plan)}
    # One hash for one shared and published password; fifty would cost seconds and protect nothing.
    hashed = hash_password(plan["password"])
    with writing() as session:
        people = add_people(session, plan, hashed)
        room = Room(session, plan, people, app.config["TIME_ZONE"])
        room.prepare(uploads)
        room.hold()
        documents = room.documents
    for document_id in documents:
        jobs.prepare(document_id)


def list_papers(plan):
    return [paper for item in plan["agenda"] for paper in item.get("papers", ())]


def list_files(plan):
    """The files of all papers; of some also the draft before."""
    papers = list_papers(plan)
    return [paper[which] for which in ("file", "before") for paper in papers if which in paper]


def store_file(store, name):
    with store.receive() as incoming:
        incoming.write((FOLDER / "papers" / name).read_bytes())
        incoming.keep()
        return Upload(incoming.sha256, incoming.size, name)


def add_people(session, plan, hashed):
    """{sign-in name: Person}. The administrator comes first and adds the others."""
    known = {person["sign_in_name"]: person for person in plan["people"]}
    first = known.pop(ADMINISTRATOR)
    keeper = create_person(
        session, first["name"], ADMINISTRATOR, hashed, first["title"], Office.ADMINISTRATOR
    )
    people = {ADMINISTRATOR: keeper}
    for name, person in known.items():
        office = Office(person.get("office", Office.MEMBER))
        people[name] = add_person(session, keeper, person["name"], name, hashed, person["title"], office)
    return people


class Room:
    """The demo meeting while it is being made."""

    def __init__(self, session, plan, people, time_zone):
        self.session, self.plan, self.people = session, plan, people
        body = create_body(session, people[SECRETARY], plan["body"])
        starts_at = today_at(plan["starts_at"], time_zone)
        made = create_meeting(session, people[SECRETARY], plan["title"], body.id, starts_at, plan["place"])
        self.meeting_id = made.id
        self.items, self.documents = {}, []
        for template in plan["vote_templates"]:
            add_template(session, people[SECRETARY], body.id, **template)

    def actor(self, name):
        return find_actor(self.session, self.people[name], self.meeting_id)

    def prepare(self, uploads):
        """Seats, agenda and papers; those marked late come after the meeting was published."""
        secretary = self.actor(SECRETARY)
        self.seat_everybody(secretary)
        for item in self.plan["agenda"]:
            self.add_item(secretary, item)
        self.add_papers(secretary, uploads, late=False)
        publish_meeting(self.session, secretary)
        self.add_papers(secretary, uploads, late=True)

    def seat_everybody(self, secretary):
        """Group by group, by label within each; whoever made the meeting has a seat already."""
        seated = [person for person in self.plan["people"] if person["role"]]
        groups = sorted({p["group"] for p in seated}, key=lambda g: (not g.startswith("Tổ"), g))
        for person in sorted(seated, key=lambda person: groups.index(person["group"])):
            name, place = person["sign_in_name"], (person["role"], person["group"], person["label"])
            if name == SECRETARY:
                change_seat(self.session, secretary, secretary.seat_id, *place)
            else:
                add_seat(self.session, secretary, self.people[name].id, *place)

    def add_item(self, secretary, item):
        parent = self.items.get(item["ref"].rpartition(".")[0])
        self.items[item["ref"]] = add_item(
            self.session,
            secretary,
            item["title"],
            parent.id if parent else None,
            item.get("description", ""),
            item.get("presenter", ""),
            item.get("minutes"),
        )

    def add_papers(self, secretary, uploads, late):
        for item in self.plan["agenda"]:
            for paper in item.get("papers", ()):
                if paper.get("late", False) == late:
                    self.add_paper(secretary, self.items[item["ref"]], paper, uploads)

    def add_paper(self, secretary, item, paper, uploads):
        added = add_paper(self.session, secretary, item.id, uploads[paper.get("before", paper["file"])])
        if "before" in paper:
            replace_paper(
                self.session, secretary, added.id, replace(uploads[paper["file"]], note=paper["note"])
            )
        rename_paper(self.session, secretary, added.id, paper["title"])
        if "roles" in paper:
            set_visibility(self.session, secretary, added.id, VisibilityKind.ROLES, roles=paper["roles"])
        if "people" in paper:
            named = [self.people[name].id for name in paper["people"]]
            set_visibility(self.session, secretary, added.id, VisibilityKind.PEOPLE, people=named)
        self.documents += [version.document_id for version in added.versions]

    def hold(self):
        """Begins the meeting and goes to the item under discussion; decides and asks on the way."""
        chair = self.actor(CHAIR)
        begin_meeting(self.session, chair)
        self.take_attendance()
        for ref, item in self.items.items():
            begin_item(self.session, chair, item.id)
            if ref == self.plan["decided_vote"]["item"]:
                self.decide(chair, self.plan["decided_vote"])
            if ref == self.plan["current"]:
                break
        for vote in self.plan["drafted_votes"]:
            form = {"preset": PRESET} | {name: value for name, value in vote.items() if name != "item"}
            draft_vote(self.session, chair, self.items[vote["item"]].id, **form)
        for name in self.plan["speakers"]:
            ask_to_speak(self.session, self.actor(name))

    def take_attendance(self):
        secretary = self.actor(SECRETARY)
        for person in self.plan["people"]:
            if person["role"] and person["sign_in_name"] not in self.plan["absent"]:
                seat_id = self.actor(person["sign_in_name"]).seat_id
                mark_attendance(self.session, secretary, seat_id, True)

    def decide(self, chair, plan):
        vote = draft_vote(self.session, chair, self.items[plan["item"]].id, plan["title"], PRESET)
        open_vote(self.session, chair, vote.id)
        silent = {*plan["not_cast"], *self.plan["absent"]}
        for person in self.plan["people"]:
            name = person["sign_in_name"]
            if person["role"] in ("chair", "member") and name not in silent:
                choice = next((word for word in ("against", "abstain") if name in plan[word]), "for")
                cast_ballot(self.session, self.actor(name), vote.id, {"choice": choice})
        close_vote(self.session, chair, vote.id, despite_missing=True)
        publish_vote(self.session, chair, vote.id)


def today_at(hour, time_zone):
    """That hour of today on the room's clock, so that the demo is always of today."""
    zone = ZoneInfo(time_zone)
    today = now().astimezone(zone).date()
    return datetime.combine(today, time.fromisoformat(hour), zone).astimezone(UTC)
