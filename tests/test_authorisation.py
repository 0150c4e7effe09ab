"""Every URL and every socket command, and who may: a second entry beside the declarations in the code.

Whoever adds a URL or a command adds it here, and is asked who may.
"""

import re

import pytest

from meeting.agenda.models import MeetingState
from meeting.db import writing
from meeting.permissions import ALLOWED, Permission, Role
from meeting.realtime import socketio
from meeting.realtime.handlers import COMMANDS

from . import cast

PUBLIC, SIGNED_IN, KEEPER = "public", "signed in", "secretariat or administrator"
ADMINISTRATOR = "administrator"
M = "/api/meetings/<int:meeting_id>"

DOORS = {
    PUBLIC: """
        GET /favicon.ico
        GET /hall
        GET /healthz
        GET /i18n/<lang>.json
        POST /language
        GET /sign-in
        POST /sign-in
        POST /sign-out""",
    SIGNED_IN: """
        GET /
        GET /api/majority-rules
        GET /api/me
        PUT /api/me/password
        PUT /api/me/preferences
        GET /api/me/sign-ins
        GET /api/me/opinions
        GET /api/me/votes
        DELETE /api/me/sign-ins/<int:sign_in_id>
        GET /api/meetings
        GET /api/search""",
    ADMINISTRATOR: """
        GET /installation
        GET /api/installation""",
    KEEPER: """
        GET /secretariat
        GET /api/bodies
        POST /api/bodies
        PUT /api/bodies/<int:body_id>/quorum-rule
        GET /api/bodies/<int:body_id>/vote-templates
        POST /api/bodies/<int:body_id>/vote-templates
        DELETE /api/bodies/<int:body_id>/vote-templates/<int:template_id>
        PUT /api/bodies/<int:body_id>/vote-templates/<int:template_id>
        PUT /api/bodies/<int:body_id>/vote-templates/order
        POST /api/meetings
        GET /api/people
        POST /api/people
        PUT /api/people/<int:person_id>
        POST /api/people/<int:person_id>/password""",
    Permission.READ_MEETING: """
        GET /meetings/<int:meeting_id>
        GET M/state
        GET M/facts
        GET M/vote-history
        GET M/reported-results
        GET M/papers/<int:paper_id>/<key>/find
        GET M/papers/<int:paper_id>/<key>/manifest
        GET M/papers/<int:paper_id>/<key>/pages/<int:number>/<any(page,thumb):profile>
        GET M/papers/<int:paper_id>/<key>/pages/<int:number>/tiles/<int:level>/<int:column>/<int:row>
        GET M/papers/<int:paper_id>/<key>/pages/<int:number>/text
        GET M/papers/<int:paper_id>/<key>/signatures
        GET M/papers/<int:paper_id>/comparison
        GET M/papers/<int:paper_id>/versions
        GET M/papers/<int:paper_id>/versions/<int:version_id>/original
        POST M/seats/mine/arrival""",
    Permission.SEARCH_PAPERS: """
        GET M/search""",
    Permission.NOTE_READING: """
        PUT M/papers/<int:paper_id>/versions/<int:version_id>/reading""",
    Permission.SEE_RECEIPTS: """
        GET M/receipts
        GET M/receipts.csv""",
    Permission.BIND_BOOK: """
        GET M/book
        POST M/book
        GET M/book/file""",
    Permission.SEE_DESK: """
        GET /meetings/<int:meeting_id>/desk
        GET M/presence
        GET M/votes/record.csv
        GET M/votes/record.docx
        GET M/votes/record.json
        GET M/votes/record.pdf""",
    Permission.PREPARE_MEETING: """
        GET /secretariat/meetings/<int:meeting_id>
        DELETE M
        PUT M
        PUT M/agenda
        POST M/items
        DELETE M/items/<int:item_id>
        PUT M/items/<int:item_id>
        PUT M/items/<int:item_id>/papers
        DELETE M/papers/<int:paper_id>
        PUT M/papers/<int:paper_id>
        GET M/items/<int:item_id>/visibility
        PUT M/items/<int:item_id>/visibility
        GET M/papers/<int:paper_id>/versions/<int:version_id>/legacy-text
        PUT M/papers/<int:paper_id>/versions/<int:version_id>/legacy-text
        GET M/paper-accesses.csv
        GET M/papers/<int:paper_id>/accesses
        PUT M/papers/<int:paper_id>/level
        POST M/papers/<int:paper_id>/versions/<int:version_id>/clearance
        GET M/papers/<int:paper_id>/visibility
        PUT M/papers/<int:paper_id>/visibility
        GET M/reportable-results
        DELETE M/items/<int:item_id>/reported-results/<int:vote_id>
        PUT M/items/<int:item_id>/reported-results/<int:vote_id>
        GET M/storage
        DELETE M/publication
        POST M/publication
        POST M/seats
        DELETE M/seats/<int:seat_id>
        PUT M/seats/<int:seat_id>
        GET M/uploads
        POST M/uploads
        DELETE M/uploads/<int:upload_id>
        GET M/uploads/<int:upload_id>
        PATCH M/uploads/<int:upload_id>
        POST M/uploads/<int:upload_id>/completion""",
    Permission.RUN_MEETING: """
        POST M/agenda/next
        POST M/beginning
        POST M/ending
        GET M/hall-screen
        POST M/hall-screen
        POST M/items/<int:item_id>/beginning
        POST M/items/<int:item_id>/ending
        PUT M/seats/<int:seat_id>/attendance""",
    Permission.ASK_TO_PRESENT: """
        DELETE M/presentation
        PUT M/presentation
        POST M/presentation/call
        POST M/presentation/requests
        DELETE M/presentation/requests/mine""",
    Permission.PRESENT: """
        DELETE M/presentation/requests/<int:seat_id>
        POST M/presentation/requests/<int:seat_id>/grant""",
    Permission.ASK_TO_SPEAK: """
        POST M/speeches
        DELETE M/speeches/mine""",
    Permission.LEAD_SPEAKERS: """
        DELETE M/speeches/<int:speech_id>
        POST M/speeches/<int:speech_id>/beginning
        POST M/speeches/<int:speech_id>/ending
        POST M/speeches/<int:speech_id>/pause
        POST M/speeches/<int:speech_id>/resumption
        PUT M/speeches/<int:speech_id>/time
        POST M/speeches/for/<int:seat_id>
        POST M/speeches/next
        PUT M/speeches/order""",
    Permission.RUN_VOTES: """
        GET M/vote-templates
        POST M/votes
        DELETE M/votes/<int:vote_id>
        PUT M/votes/<int:vote_id>
        POST M/votes/<int:vote_id>/admissions/<int:seat_id>
        DELETE M/votes/<int:vote_id>/annulment
        POST M/votes/<int:vote_id>/annulment
        POST M/votes/<int:vote_id>/annulment/confirmation
        PUT M/votes/<int:vote_id>/ballots/<int:seat_id>
        POST M/votes/<int:vote_id>/by-hand
        POST M/votes/<int:vote_id>/by-hand/confirmation
        POST M/votes/<int:vote_id>/closing
        POST M/votes/<int:vote_id>/continuation
        PUT M/votes/<int:vote_id>/deadline
        POST M/votes/<int:vote_id>/opening
        POST M/votes/<int:vote_id>/publication
        DELETE M/votes/<int:vote_id>/recusals/<int:seat_id>
        PUT M/votes/<int:vote_id>/recusals/<int:seat_id>
        POST M/votes/<int:vote_id>/reminders
        POST M/votes/<int:vote_id>/tie-break
        DELETE M/votes/<int:vote_id>/tellers/keys""",
    Permission.TELL_VOTES: """
        GET M/votes/<int:vote_id>/tellers/mine/ballots
        PUT M/votes/<int:vote_id>/tellers/mine/count
        PUT M/votes/<int:vote_id>/tellers/mine/deal
        PUT M/votes/<int:vote_id>/tellers/mine/key
        PUT M/votes/<int:vote_id>/tellers/mine/share
        PUT M/votes/<int:vote_id>/tellers/mine/urn-key""",
    Permission.VOTE: """
        PUT M/votes/<int:vote_id>/ballots/mine
        GET M/votes/<int:vote_id>/recusals/mine""",
}
WHO = {
    line.strip().replace(" M", f" {M}", 1): who
    for who, lines in DOORS.items()
    for line in lines.strip().splitlines()
}
SOCKET_COMMANDS = {
    "meeting:join": Permission.READ_MEETING,
    "clock:read": None,
    "page:show": Permission.ASK_TO_PRESENT,
    "pointer:move": Permission.ASK_TO_PRESENT,
    "tablet:shows": Permission.READ_MEETING,
}
PLUMBING = {"connect", "disconnect", "*"}

IN_MEETING = {door: who for door, who in WHO.items() if isinstance(who, Permission)}
ROLES = {
    "mai": "chair",
    "thu": "secretary",
    "an": "member",
    "khoi": "guest",
    "lan": "observer",
    "hall": "hall",
}
STRANGERS = ("phuc", "son", "yen")  # without a seat, the administrator among them
TEMPLATE = {"name": "Nghị quyết", "form": {"title": "Thông qua {item}", "preset": "council_resolution"}}
# What a keeper's door must be sent to get as far as the question who may.
BODIES = {
    "POST /api/bodies": {"name": "Ban Pháp chế"},
    "PUT /api/bodies/<int:body_id>/quorum-rule": {"quorum_rule": "refuse"},
    "POST /api/bodies/<int:body_id>/vote-templates": TEMPLATE,
    "PUT /api/bodies/<int:body_id>/vote-templates/<int:template_id>": TEMPLATE,
    "PUT /api/bodies/<int:body_id>/vote-templates/order": {"order": []},
    "POST /api/meetings": {"title": "Kỳ họp", "body_id": 1, "starts_at": "2026-11-24T08:00:00Z"},
    "POST /api/people": {"name": "An", "sign_in_name": "an.moi"},
    "PUT /api/people/<int:person_id>": {"name": "An"},
}


def doors_of(app):
    return {
        f"{method} {rule.rule}": app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def knock(device, door, meeting_id=0):
    """The status with which a door answers. Numbers in the address belong to nothing, but for the meeting's."""
    method, rule = door.split(" ")
    path = (
        rule.replace("<int:meeting_id>", str(meeting_id)).replace("<lang>", "vi").replace("<key>", "0" * 24)
    )
    path = path.replace("<any(page,thumb):profile>", "page")
    path = re.sub("<int:[a-z_]+>", "987654", path)
    return device.client.open(path, method=method, headers=device.headers, json=BODIES.get(door)).status_code


def test_every_url_stands_in_this_file(app):
    assert set(doors_of(app)) == set(WHO)


def test_every_view_declares_what_stands_here(app):
    for door, view in doors_of(app).items():
        assert view.access == (SIGNED_IN if WHO[door] in (KEEPER, ADMINISTRATOR) else WHO[door]), door


def test_a_view_without_a_declaration_is_refused(app):
    app.add_url_rule("/undeclared", view_func=lambda: "open to all")
    assert app.test_client().get("/undeclared").status_code == 403


def test_every_socket_command_stands_in_this_file():
    assert COMMANDS == SOCKET_COMMANDS
    registered = set(socketio.server.handlers["/"]) | {name for name, *_ in socketio.handlers}
    assert registered - PLUMBING == set(COMMANDS)


def test_nobody_enters_without_signing_in(house, sign_in):
    for door, who in WHO.items():
        answer = knock(sign_in(), door, house.meeting.id)
        assert answer < 500 if who == PUBLIC else answer in (302, 401), door


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_learn_nothing_of_a_meeting(house, sign_in, name):
    device = sign_in(getattr(house, name))
    for door in IN_MEETING:
        assert knock(device, door, house.meeting.id) == 404, door


@pytest.mark.parametrize("name", ["an", "lan"])
def test_a_draft_is_not_there_for_members(app, sign_in, name):
    with writing() as session:
        room = cast.gather(session, state=MeetingState.DRAFT)
    device = sign_in(getattr(room, name))
    for door in IN_MEETING:
        assert knock(device, door, room.meeting.id) == 404, door


@pytest.mark.parametrize("name", ROLES)
def test_a_role_enters_exactly_where_it_may(house, sign_in, name):
    device, allowed = sign_in(getattr(house, name)), ALLOWED[Role(ROLES[name])]
    for door, permission in IN_MEETING.items():
        answer = knock(device, door, house.meeting.id)
        may = permission in allowed
        if name == "hall":  # it reads, and its pages are opened by nobody's sign-in
            may = may and door.startswith(f"GET {M}")
        assert answer not in (401, 403, 500) if may else answer in (403, 401, 302), door


def test_the_hall_screen_of_one_meeting_opens_no_other(house, sign_in):
    with writing() as session:
        other = cast.gather(session)
    for door in IN_MEETING:
        if door.startswith(f"GET {M}"):
            assert knock(sign_in(house.hall), door, other.meeting.id) == 404, door


@pytest.mark.parametrize("name", [*ROLES, "phuc"])
def test_only_the_secretariat_keeps_people_and_makes_meetings(house, sign_in, name):
    for door in (door for door, who in WHO.items() if who == KEEPER):
        answer = knock(sign_in(getattr(house, name)), door)
        assert answer in (401, 302) if name == "hall" else answer == 403, door


@pytest.mark.parametrize("name", ["yen", "son"])
def test_the_secretariat_enters_its_doors(house, sign_in, name):
    for door in (door for door, who in WHO.items() if who == KEEPER):
        assert knock(sign_in(getattr(house, name)), door) not in (401, 403, 500), door


@pytest.mark.parametrize("name", [*ROLES, "phuc", "yen"])
def test_how_the_installation_is_nobody_sees(house, sign_in, name):
    for door in (door for door, who in WHO.items() if who == ADMINISTRATOR):
        answer = knock(sign_in(getattr(house, name)), door)
        assert answer in (401, 302) if name == "hall" else answer == 403, door


def test_but_the_administrator(house, sign_in):
    for door in (door for door, who in WHO.items() if who == ADMINISTRATOR):
        assert knock(sign_in(house.son), door) == 200, door


@pytest.mark.parametrize("name", ROLES)
def test_a_socket_command_is_open_exactly_to_those_who_may(house, tablet, name):
    socket, allowed = tablet(getattr(house, name)), ALLOWED[Role(ROLES[name])]
    meeting_id = house.meeting.id
    data = {"meeting:join": {"meeting_id": meeting_id}, "clock:read": {}}
    data["page:show"] = {"meeting_id": meeting_id, "paper_id": 987654, "page": 1}
    data["pointer:move"] = data["tablet:shows"] = {"meeting_id": meeting_id}
    for command, permission in SOCKET_COMMANDS.items():
        refused = socket.ask(command, data[command]).get("error") == "not_allowed"
        assert refused == (permission is not None and permission not in allowed), command


def test_a_stranger_on_a_socket_joins_and_turns_nothing(app, house, sign_in):
    socket = socketio.test_client(app, flask_test_client=sign_in(house.phuc).client)
    page = {"meeting_id": house.meeting.id, "paper_id": 1, "page": 1}
    here = {"meeting_id": house.meeting.id}
    commands = {"meeting:join": here, "page:show": page, "pointer:move": here, "tablet:shows": here}
    for command, data in commands.items():
        assert socket.emit(command, data, callback=True)["error"] == "not_found"


def test_nobody_connects_without_signing_in(app, sign_in):
    assert not socketio.test_client(app, flask_test_client=sign_in().client).is_connected()
    assert not socketio.test_client(app, auth={"hall": "1.0"}).is_connected()
    assert not socketio.test_client(app, auth={"hall": {"not": "text"}}).is_connected()


def test_a_socket_command_that_is_not_known_is_refused(house, tablet):
    assert tablet(house.an).ask("vote:rig", {})["error"] == "unknown_command"
