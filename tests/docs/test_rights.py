"""Who gets what of a paper: everybody × every way in which a paper can be limited × every address there is.

Whoever adds an address says here what of a paper it serves, and is held to it.
"""

import json
import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from PIL import Image

from meeting.agenda import meetings, seats
from meeting.agenda.hall import hall_token
from meeting.agenda.models import AgendaItem, Body, Meeting, MeetingState, Seat
from meeting.db import now, reading, writing
from meeting.docs import removing, visibility
from meeting.docs.confidential import levels
from meeting.docs.models import Document, Page, Paper, PaperVersion
from meeting.docs.presenting import showing
from meeting.people.models import Person
from meeting.people.signing_in import start_sign_in
from meeting.permissions import Office, Role

M, P = "/api/meetings/<int:meeting_id>", "/api/meetings/<int:meeting_id>/papers/<int:paper_id>"

# Served to exactly those who see the paper; to others it is not there.
READS = f"""
    GET {P}/<key>/find
    GET {P}/<key>/manifest
    GET {P}/<key>/pages/<int:number>/<any(page,thumb):profile>
    GET {P}/<key>/pages/<int:number>/text
    GET {P}/<key>/pages/<int:number>/tiles/<int:level>/<int:column>/<int:row>
    GET {P}/<key>/signatures
    GET {P}/versions
    GET {P}/versions/<int:version_id>/original"""
# Of the desk alone, which sees every paper.
DESK_READS = f"""
    GET {P}/accesses
    GET {P}/versions/<int:version_id>/legacy-text
    GET {P}/visibility"""
# Open to many: the paper is in the answer for exactly those who see it.
LISTS = f"""
    GET {M}/facts
    GET {M}/search
    GET {M}/state
    GET /api/search"""
# Of all papers together, for the desk.
DESK_LISTS = f"""
    GET {M}/receipts
    GET {M}/receipts.csv
    GET {M}/storage"""
# For those who see the paper and, of what is compared, both versions.
READERS = f"""
    GET {P}/comparison
    PUT {P}/versions/<int:version_id>/reading"""
# A book is bound before it is fetched: test_book.py asks for it after everything that may narrow what is in it.
BOOKS = f"""
    POST {M}/book
    GET {M}/book/file"""
# Acts on papers: refused to all but the desk.
ACTS = f"""
    PUT {M}/items/<int:item_id>/papers
    PUT {M}/items/<int:item_id>/visibility
    DELETE {M}/presentation/requests/<int:seat_id>
    POST {M}/presentation/requests/<int:seat_id>/grant
    DELETE {P}
    PUT {P}
    PUT {P}/versions/<int:version_id>/legacy-text
    PUT {P}/level
    POST {P}/versions/<int:version_id>/clearance
    PUT {P}/visibility"""
# Showing a page to all, or wishing to: of what one sees, and as long as it is one's turn.
SHOWING = f"""
    PUT {M}/presentation
    POST {M}/presentation/requests"""
# Nothing of a paper comes out of these, whoever asks.
SILENT = """
    GET /
    GET /api/installation
    GET /api/bodies
    GET /api/bodies/<int:body_id>/vote-templates
    GET /api/majority-rules
    GET /api/me
    GET /api/me/sign-ins
    GET /api/me/opinions
    GET /api/me/votes
    GET /api/meetings
    GET /api/meetings/<int:meeting_id>/book
    GET /api/meetings/<int:meeting_id>/hall-screen
    GET /api/meetings/<int:meeting_id>/items/<int:item_id>/visibility
    GET /api/meetings/<int:meeting_id>/paper-accesses.csv
    GET /api/meetings/<int:meeting_id>/presence
    GET /api/meetings/<int:meeting_id>/uploads
    GET /api/meetings/<int:meeting_id>/uploads/<int:upload_id>
    GET /api/meetings/<int:meeting_id>/votes/<int:vote_id>/tellers/mine/ballots
    GET /api/meetings/<int:meeting_id>/votes/<int:vote_id>/recusals/mine
    GET /api/meetings/<int:meeting_id>/reportable-results
    GET /api/meetings/<int:meeting_id>/reported-results
    GET /api/meetings/<int:meeting_id>/vote-history
    GET /api/meetings/<int:meeting_id>/votes/record.csv
    GET /api/meetings/<int:meeting_id>/votes/record.docx
    GET /api/meetings/<int:meeting_id>/votes/record.json
    GET /api/meetings/<int:meeting_id>/votes/record.pdf
    GET /api/meetings/<int:meeting_id>/vote-templates
    GET /api/people
    GET /favicon.ico
    GET /hall
    GET /healthz
    GET /i18n/<lang>.json
    GET /installation
    GET /meetings/<int:meeting_id>
    GET /meetings/<int:meeting_id>/desk
    GET /secretariat
    GET /secretariat/meetings/<int:meeting_id>
    GET /sign-in"""
# Acts on other things; their answers are of the thing that is changed. Named by how their address begins.
OTHER_ACTS = (
    "/api/bodies", "/api/me/", "/api/people", "/language", "/sign-in", "/sign-out",
    f"{M}/agenda", f"{M}/beginning", f"{M}/ending", f"{M}/hall-screen", f"{M}/publication", f"{M}/seats",
    f"{M}/speeches", f"{M}/uploads", f"{M}/votes",
)  # fmt: skip
OTHER_ACTS_EXACTLY = (
    "POST /api/meetings", f"PUT {M}", f"DELETE {M}", f"POST {M}/items", f"PUT {M}/items/<int:item_id>",
    f"DELETE {M}/items/<int:item_id>", f"POST {M}/items/<int:item_id>/beginning",
    f"POST {M}/items/<int:item_id>/ending", f"DELETE {M}/presentation", f"POST {M}/presentation/call",
    f"DELETE {M}/presentation/requests/mine", f"PUT {M}/items/<int:item_id>/reported-results/<int:vote_id>",
    f"DELETE {M}/items/<int:item_id>/reported-results/<int:vote_id>",
)  # fmt: skip

GROUPS = (READS, DESK_READS, LISTS, DESK_LISTS, READERS, BOOKS, ACTS, SHOWING, SILENT)

TITLE, WORD, PICTURE = "Wombatgesetz", "Quokkawort", "<picture>"
DESK = ("minh", "thu")
EVERYBODY = (*DESK, "lan", "hung", "quang", "ola", "hall")
OUTSIDE = ("admin", "stranger", "other", "nobody")


def doors(lines):
    return [line.strip() for line in lines.strip().splitlines()]


def narrow(kind, roles=(), people=()):
    def act(table, session):
        named = [getattr(table.meeting, name).person_id for name in people]
        visibility.set_visibility(session, table.meeting.thu, table.paper_id, kind, roles, named)

    return act


def keep_close(level):
    def act(table, session):
        levels.set_level(session, table.meeting.thu, table.paper_id, level, is_isolated=True)

    return act


def keep_close_for_lan(table, session):
    keep_close("confidential")(table, session)
    narrow("people", people=["lan"])(table, session)


def hold_back(table, session):
    """As if its first page had a stamp, which is found when it is drawn."""
    with visibility.told_who_sees(session, [session.get(Paper, table.paper_id)]):
        session.get(Document, table.document.id).stamp = "toi_mat"


def limit_item(kind, roles=(), people=(), above=False):
    def act(table, session):
        item_id = table.meeting.item_id
        if above:
            head = AgendaItem(meeting_id=table.meeting.id, title="Phần thứ nhất", position=0)
            session.add(head)
            session.flush()
            session.get(AgendaItem, item_id).parent_id, item_id = head.id, head.id
            session.flush()
        named = [getattr(table.meeting, name).person_id for name in people]
        visibility.set_item_visibility(session, table.meeting.thu, item_id, kind, roles, named)

    return act


def limit_both(table, session):
    """Each lets through whom the other does not."""
    limit_item("roles", ["member"], above=True)(table, session)
    narrow("people", people=["lan", "quang"])(table, session)


def take_off(table, session):
    removing.remove_paper(session, table.meeting.thu, table.paper_id)


def withdraw_meeting(table, session):
    meetings.withdraw_meeting(session, table.meeting.thu)


def demote_lan(table, session):
    narrow("roles", ["member"])(table, session)
    seats.change_seat(session, table.meeting.thu, table.meeting.lan.seat_id, Role.OBSERVER)


def demote_the_chair(table, session):
    narrow("people", people=["lan"])(table, session)
    seats.change_seat(session, table.meeting.thu, table.meeting.minh.seat_id, Role.GUEST)


def remove_lan(table, session):
    seats.remove_seat(session, table.meeting.thu, table.meeting.lan.seat_id)


# how the paper is limited -> who sees it from then on
CASES = {
    "everyone": (narrow("everyone"), EVERYBODY),
    "roles": (narrow("roles", ["member"]), (*DESK, "lan", "hung")),
    "roles of guests": (narrow("roles", ["guest", "observer"]), (*DESK, "quang", "ola")),
    "named": (narrow("people", people=["lan", "ola"]), (*DESK, "lan", "ola")),
    "kept back": (narrow("desk"), DESK),
    "confidential": (keep_close("confidential"), EVERYBODY[:-1]),
    "confidential and named": (keep_close_for_lan, (*DESK, "lan")),
    "a state secret on an isolated network": (keep_close("mat"), EVERYBODY[:-1]),
    "held for its stamp": (hold_back, DESK),
    "item for roles": (limit_item("roles", ["guest"]), (*DESK, "quang")),
    "item for named people": (limit_item("people", people=["hung", "ola"]), (*DESK, "hung", "ola")),
    "item above for roles": (limit_item("roles", ["member"], above=True), (*DESK, "lan", "hung")),
    "item and paper": (limit_both, (*DESK, "lan")),
    "paper withdrawn": (take_off, ()),
    "meeting withdrawn": (withdraw_meeting, DESK),
    "role changed": (demote_lan, (*DESK, "hung")),
    "demoted from the desk": (demote_the_chair, ("thu", "lan")),
    "seat removed": (remove_lan, tuple(name for name in EVERYBODY if name != "lan")),
}


@pytest.fixture
def table(app, meeting, lay, document_of, monkeypatch):
    """A paper that everyone sees, with pictures and text, and a browser for everybody there is."""
    paper_id = lay(2)
    document = document_of(paper_id)
    jobs = app.extensions["paper_jobs"]
    monkeypatch.setattr(jobs, "_mark", jobs.mark_now)  # at once instead of by the worker
    put_pages(jobs.store, document.key)
    table = SimpleNamespace(app=app, meeting=meeting, paper_id=paper_id, document=document)
    with app.app_context(), writing(meeting.id) as session:
        paper = session.get(Paper, paper_id)
        paper.title, table.version_id = TITLE, paper.newest.id
        table.people = {name: getattr(meeting, name).person_id for name in EVERYBODY if name != "hall"}
        for name, office in (
            ("admin", Office.ADMINISTRATOR),
            ("stranger", Office.MEMBER),
            ("other", Office.SECRETARIAT),
        ):
            person = Person(name=name, sign_in_name=name, password_hash="-", office=office)
            session.add(person)
            session.flush()
            table.people[name] = person.id
        elsewhere = Meeting(
            body=Body(name="Khác"), title="Khác", starts_at=now(), state=MeetingState.PUBLISHED
        )
        session.add(elsewhere)
        session.flush()
        session.add(Seat(meeting_id=elsewhere.id, person_id=table.people["other"], role=Role.CHAIR))
        showing.show_page(session, meeting.minh, paper_id, 1)
        showing.stop_presenting(session, meeting.minh)
    table.browsers = {name: browser_of(table, name) for name in (*EVERYBODY, *OUTSIDE)}
    return table


def put_pages(store, key):
    for name in ("1.page.png", "1.thumb.png", "1.tile2-0-0.png"):
        path = store.made(key, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (160, 226), 255).save(path)
    line = {"x": 0.1, "y": 0.1, "w": 0.5, "h": 0.02, "text": WORD}
    store.made(key, "1.text.json").write_text(json.dumps([line]), encoding="utf-8")


def browser_of(table, name):
    """(client, headers)"""
    client = table.app.test_client()
    with table.app.app_context():
        if name == "hall":
            with reading() as session:
                token = hall_token(session, table.meeting.thu, table.app.config["SECRET_KEY"])
            return client, {"Authorization": f"Bearer {token}"}
        if name != "nobody":
            with writing() as session:
                client.set_cookie("sign_in", start_sign_in(session, table.people[name], "test", 1))
    return client, {}


def ask(table, name, door, body=None, **more):
    """The answer to somebody who knows every number and every key."""
    method, rule = door.split(" ", 1)
    known = {
        "<int:meeting_id>": table.meeting.id,
        "<int:paper_id>": table.paper_id,
        "<int:item_id>": table.meeting.item_id,
        "<int:version_id>": table.version_id,
        "<key>": table.document.key,
        "<int:number>": 1,
        "<any(page,thumb):profile>": "page",
        "<int:level>": 2,
        "<lang>": "vi",
    }
    path = re.sub(r"<[^>]+>", lambda found: str(known.get(found[0], 0)), rule)
    client, headers = table.browsers[name]
    if rule.endswith(("/search", "/find")):
        path += f"?q={quote(WORD if rule.endswith('find') else TITLE)}"
    if rule.endswith("/facts"):
        epoch = table.browsers["thu"][0].get(f"/api/meetings/{table.meeting.id}/state").json["epoch"]
        path += f"?epoch={epoch}"
    return client.open(path, method=method, headers=headers | more, json=body)


def tells(table, answer):
    """Whether anything of the paper is in the answer: its title, its words, its key."""
    said = answer.get_data().decode(errors="replace") if not answer.mimetype.startswith("image") else PICTURE
    return any(secret in said for secret in (PICTURE, TITLE, WORD, table.document.key))


def check(table, sees):
    for name in (*EVERYBODY, *OUTSIDE):
        may = name in sees
        for door in doors(READS):
            answer = ask(table, name, door)
            may_here = may and not (door.endswith("/original") and is_confidential(table))
            assert answer.status_code == 200 if may_here else answer.status_code in (401, 403, 404), (
                name,
                door,
            )
            assert may or not tells(table, answer), (name, door)
        for door in doors(DESK_READS):
            answer = ask(table, name, door)
            is_desk = may and name in desk_of(table)
            assert (answer.status_code == 200) == is_desk and (is_desk or not tells(table, answer)), (
                name,
                door,
            )
        for door in doors(LISTS):
            told = tells(table, ask(table, name, door))
            # Who searches is a person, and finds what can be read; the log is told to those who were there to hear it.
            expected = may and not ("search" in door and (name == "hall" or not is_readable(table)))
            assert told == expected or (expected and door.endswith("/facts")), (name, door)
        for door in doors(DESK_LISTS):
            if name not in desk_of(table):
                answer = ask(table, name, door)
                assert answer.status_code in (401, 403, 404) and not tells(table, answer), (name, door)
        for door in doors(SHOWING):
            if not may:
                answer = ask(table, name, door, {"paper_id": table.paper_id, "page": 1})
                assert answer.status_code in (401, 403, 404, 409) and not tells(table, answer), (name, door)
        for door in doors(ACTS):
            if name not in desk_of(table):
                answer = ask(table, name, door)
                assert answer.status_code in (401, 403, 404) and not tells(table, answer), (name, door)


def is_readable(table):
    with table.app.app_context(), reading() as session:
        paper = session.get(Paper, table.paper_id)
        return paper is not None and paper.current is not None


def is_confidential(table):
    with table.app.app_context(), reading() as session:
        paper = session.get(Paper, table.paper_id)
        return paper is not None and paper.is_confidential


def desk_of(table):
    with table.app.app_context(), reading() as session:
        seated = session.query(Seat).filter(Seat.meeting_id == table.meeting.id)
        people = {seat.person_id for seat in seated if seat.role in (Role.CHAIR, Role.SECRETARY)}
    return [name for name, person_id in table.people.items() if person_id in people]


def test_every_address_says_here_what_of_a_paper_it_serves(app):
    there = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    said = {door for lines in GROUPS for door in doors(lines)}
    others = {door for door in there - said if not is_other_act(door)}
    assert others == set() and said <= there


def is_other_act(door):
    method, rule = door.split(" ", 1)
    return door in OTHER_ACTS_EXACTLY or (method != "GET" and rule.startswith(OTHER_ACTS))


@pytest.mark.parametrize("case", CASES)
def test_a_paper_is_served_to_those_who_see_it_and_to_nobody_else(table, case):
    """First to everyone, so that what was open before is asked for again by those from whom it is taken."""
    limit, sees = CASES[case]
    for name in EVERYBODY:
        for door in doors(READS):
            assert ask(table, name, door).status_code == 200, (name, door)
    with table.app.app_context(), writing(table.meeting.id) as session:
        limit(table, session)
    check(table, sees)


@pytest.mark.parametrize("case", CASES)
def test_its_readers_alone_see_what_changed_in_it_and_note_what_they_read(table, case):
    limit, sees = CASES[case]
    with table.app.app_context(), writing(table.meeting.id) as session:
        newer = add_version(session, table)
        limit(table, session)
    was_held = case == "held for its stamp"  # the older one is: the newer is still read by all
    for name in (*EVERYBODY, *OUTSIDE):
        may = name in sees
        path = f"/api/meetings/{table.meeting.id}/papers/{table.paper_id}"
        client, headers = table.browsers[name]
        compared = client.get(f"{path}/comparison?from={table.version_id}&to={newer}", headers=headers)
        allowed = (409,) if is_confidential(table) else (200,)
        assert compared.status_code in (allowed if may else (401, 403, 404)), name
        assert compared.status_code == 200 or not tells(table, compared), name
        noted = client.put(f"{path}/versions/{newer}/reading", json={"page": 1}, headers=headers)
        reads = (may or (was_held and name in EVERYBODY)) and name != "hall"
        assert noted.status_code in ((200,) if reads else (401, 403, 404)), name


def add_version(session, table):
    """The id of a second version of the paper, readable, with the same words on other pages."""
    document = Document(
        sha256="7" * 64, size=1000, media_type="application/pdf", state="ready", key="7" * 24, page_count=1
    )
    document.readable_at, document.pages_ready = now(), 1
    paper = session.get(Paper, table.paper_id)
    paper.versions.append(
        PaperVersion(
            number=2, document=document, file_name="b.pdf", uploaded_by_id=table.meeting.thu.person_id
        )
    )
    session.flush()
    words = {"text": f"{WORD} mới", "folded": "", "state": "ready"}
    session.add(Page(document_id=document.id, number=1, w=595, h=842, **words))
    return paper.newest.id


def test_nothing_of_a_paper_is_in_the_other_answers(table):
    for name in (*EVERYBODY, *OUTSIDE):
        for door in doors(SILENT):
            assert not tells(table, ask(table, name, door)), (name, door)


def test_pictures_for_all_are_kept_and_those_for_some_are_asked_for_each_time(table):
    page = doors(READS)[2]
    assert ask(table, "lan", page).headers["Cache-Control"] == "private, max-age=31536000, immutable"
    with table.app.app_context(), writing(table.meeting.id) as session:
        narrow("people", people=["lan"])(table, session)
    answer = ask(table, "lan", page)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert ask(table, "lan", page, **known).status_code == 304
    with table.app.app_context(), writing(table.meeting.id) as session:
        narrow("people", people=["hung"])(table, session)
    assert ask(table, "lan", page, **known).status_code == 404


def test_text_and_lists_are_never_kept(table):
    for door in doors(READS + LISTS):
        if not door.endswith((":profile>", ":row>", "/original")):
            assert ask(table, "lan", door).headers["Cache-Control"] == "no-store", door
