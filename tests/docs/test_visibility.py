"""Who sees a paper, and who hears of it."""

import pytest

from meeting.agenda.running import begin_meeting
from meeting.db import database, writing
from meeting.docs import visibility
from meeting.docs.finding import find_paper, list_intakes, list_papers
from meeting.docs.models import Paper
from meeting.docs.presenting import showing
from meeting.docs.seeing import may_see
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from meeting.permissions import Role

from ..databases import counted_queries
from . import files
from .conftest import make_readable

EVERYBODY = ("minh", "thu", "lan", "hung", "quang", "ola", "hall")
DESK = ("minh", "thu")

# shown to, roles, people -> who sees the paper
MATRIX = [
    ("everyone", [], [], EVERYBODY),
    ("roles", ["member"], [], (*DESK, "lan", "hung")),
    ("roles", ["member", "guest"], [], (*DESK, "lan", "hung", "quang")),
    ("roles", ["chair"], [], DESK),
    ("roles", ["observer"], [], (*DESK, "ola")),
    ("people", [], ["lan"], (*DESK, "lan")),
    ("people", [], ["quang", "ola"], (*DESK, "quang", "ola")),
    ("desk", [], [], DESK),
]


@pytest.fixture
def see(app, meeting, lay):
    """The paper, and show(kind, roles, names) to set who sees it."""
    from meeting.db import writing

    paper_id = lay(3)

    def show(kind, roles=(), names=(), by="thu"):
        people = [getattr(meeting, name).person_id for name in names]
        with app.app_context(), writing(meeting.id) as session:
            visibility.set_visibility(session, getattr(meeting, by), paper_id, kind, roles, people)
        return paper_id

    return show


@pytest.mark.parametrize("who", ["lan", "quang", "ola", "hall"])
def test_only_the_desk_decides_who_sees_a_paper(see, who):
    with pytest.raises(NotAllowed):
        see("people", names=["lan"], by=who)


@pytest.mark.parametrize(("shown_to", "roles", "names", "expected"), MATRIX)
def test_a_paper_is_seen_by_those_it_is_for_and_nobody_else(
    app, meeting, see, shown_to, roles, names, expected
):
    from meeting.db import reading

    paper_id = see(shown_to, roles, names)
    with app.app_context(), reading() as session:
        paper = session.get(Paper, paper_id)
        for name in EVERYBODY:
            actor = getattr(meeting, name)
            assert may_see(actor, paper) == (name in expected), name
            assert (str(paper_id) in list_papers(session, actor)) == (name in expected), name
            if name not in expected:
                with pytest.raises(NotFound):
                    find_paper(session, actor, paper_id)


def test_somebody_of_another_meeting_sees_nothing(app, meeting, lay):
    from dataclasses import replace

    from meeting.db import reading

    paper_id = lay()
    with app.app_context(), reading() as session:
        paper = session.get(Paper, paper_id)
        assert not may_see(replace(meeting.minh, meeting_id=meeting.id + 1), paper)


def test_a_paper_that_cannot_be_read_yet_is_the_desks(app, meeting, bring, facts):
    from meeting.db import reading

    paper_id = bring(files.pdf(), convert=False)
    with app.app_context(), reading() as session:
        assert list_papers(session, meeting.lan) == {} and list_papers(session, meeting.hall) == {}
        assert list_papers(session, meeting.thu)[str(paper_id)]["version"] is None
        assert list_intakes(session, meeting.lan) == {}
        assert [i["state"] for i in list_intakes(session, meeting.thu).values()] == ["received"]
    assert {channel for channel, _name, _payload in facts()} == {"desk"}


def test_everyones_paper_is_told_to_the_meeting_once_it_can_be_read(bring, facts):
    bring(files.pdf())
    told = [
        (channel, payload["paper"]["version"])
        for channel, name, payload in facts()
        if name == "paper:changed"
    ]
    assert [channel for channel, _version in told] == ["desk", "meeting"]
    assert told[0][1] is None and told[1][1]["pages_ready"] == 1


def test_narrowing_takes_the_paper_from_those_who_lose_it_and_not_for_a_moment_from_the_others(
    see, facts, meeting
):
    before = len(facts())
    see("people", names=["lan"])
    told = [(channel, name) for channel, name, _payload in facts()[before:]]
    assert {channel for channel, name in told if name == "paper:removed"} == {
        "hall",
        *(f"person:{getattr(meeting, name).person_id}" for name in ("hung", "quang", "ola")),
    }
    assert {channel for channel, name in told if name == "paper:changed"} == {
        "desk",
        f"person:{meeting.lan.person_id}",
    }


def test_narrowing_further_is_told_only_to_those_who_lose_it(see, facts, meeting):
    see("people", names=["lan", "hung"])
    before = len(facts())
    see("people", names=["lan"])
    told = [(channel, name) for channel, name, _payload in facts()[before:]]
    assert told[0] == (f"person:{meeting.hung.person_id}", "paper:removed")
    assert "meeting" not in [channel for channel, _name in told]


def test_widening_to_everyone_takes_nothing_away(see, facts):
    see("roles", ["guest"])
    before = len(facts())
    see("everyone")
    assert [(channel, name) for channel, name, _payload in facts()[before:]] == [("meeting", "paper:changed")]


def test_a_restricted_paper_never_reaches_the_meetings_channel(app, meeting, see, facts):
    from meeting.db import writing
    from meeting.docs.ordering import order_papers
    from meeting.docs.removing import remove_paper
    from meeting.docs.renaming import rename_paper

    paper_id = see("people", names=["lan"])
    before = len(facts())
    with app.app_context(), writing(meeting.id) as session:
        rename_paper(session, meeting.thu, paper_id, "Nhân sự (mật)")
        order_papers(session, meeting.thu, meeting.item_id, [paper_id])
        remove_paper(session, meeting.thu, paper_id)
    assert {channel for channel, _n, _p in facts()[before:]} == {"desk", f"person:{meeting.lan.person_id}"}


def test_the_log_does_not_tell_of_a_paper_that_is_withheld_by_now(see, client, meeting):
    """Neither to those who were told at the time, nor to somebody seated later."""
    see("people", names=["lan"])
    address = f"/api/meetings/{meeting.id}"
    told = {}
    for name in ("lan", "quang"):
        browser = client(name)
        epoch = browser.get(f"{address}/state").json["epoch"]
        told[name] = browser.get(f"{address}/facts?epoch={epoch}&meeting=0&person=0").json["facts"]
    assert "paper:changed" in [fact["name"] for fact in told["lan"]]
    assert {fact["name"] for fact in told["quang"]} == {"paper:removed"}
    assert all(set(fact) == {"name", "channel", "seq", "id"} for fact in told["quang"])


def test_the_log_of_many_pages_turned_asks_no_more_than_that_of_one(app, meeting, lay, client):
    """A tablet that was away for a minute of leafing must not hold up the whole room."""
    paper_id = lay(3)
    browser = client("lan")
    address = f"/api/meetings/{meeting.id}"
    state = browser.get(f"{address}/state").json
    at = f"epoch={state['epoch']}&person=0&meeting="
    with app.app_context():
        with writing(meeting.id) as session:
            begin_meeting(session, meeting.minh)
        for turn in range(60):
            with writing(meeting.id) as session:
                showing.show_page(session, meeting.minh, paper_id, 1 + turn % 3)
        newest = browser.get(f"{address}/state").json["seqs"]["meeting"]
        asked = []
        for after in (newest - 1, newest - 60):
            with counted_queries(database().reader.kw["bind"]) as sent:
                told = browser.get(f"{address}/facts?{at}{after}").json["facts"]
            asked.append(len(sent))
            assert [fact["presentation"]["page"] for fact in told][-1] == 3 and len(told) == newest - after
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("shown_to", "roles", "names"), [("roles", [], []), ("roles", ["hall"], []), ("people", [], [])]
)
def test_it_must_be_said_for_whom(see, shown_to, roles, names):
    with pytest.raises(Invalid):
        see(shown_to, [Role(role) for role in roles], names)


@pytest.mark.parametrize("who", ["lan", "quang", "ola", "hall"])
def test_only_the_desk_limits_an_agenda_item(session, meeting, who):
    with pytest.raises(NotAllowed):
        visibility.set_item_visibility(
            session, getattr(meeting, who), meeting.item_id, "roles", [Role.MEMBER]
        )


def test_limiting_an_item_is_told_to_those_who_lose_its_papers(app, meeting, see, facts):
    from meeting.db import writing

    paper_id = see("roles", ["member", "guest"])
    before = len(facts())
    with app.app_context(), writing(meeting.id) as session:
        lan = meeting.lan.person_id
        visibility.set_item_visibility(session, meeting.thu, meeting.item_id, "people", people=[lan])
    told = facts()[before:]
    lost = {
        channel for channel, name, payload in told if name == "paper:removed" and payload == {"id": paper_id}
    }
    assert lost == {f"person:{meeting.hung.person_id}", f"person:{meeting.quang.person_id}"}
    (item,) = [payload["item"] for channel, name, payload in told if name == "item:changed"]
    assert item["limited"] and str(lan) not in str(item.values()), "for whom it is limited is not told to all"


def test_an_item_is_not_moved_to_where_others_would_see_its_papers(session, meeting):
    from meeting.agenda.items import add_item, order_agenda

    head = add_item(session, meeting.thu, "Phần kín")
    visibility.set_item_visibility(session, meeting.thu, head.id, "roles", [Role.MEMBER])
    with pytest.raises(Refused, match="would change who sees its papers"):
        order_agenda(session, meeting.thu, [(head.id, None), (meeting.item_id, head.id)])
    order_agenda(session, meeting.thu, [(head.id, None), (meeting.item_id, None)])


def test_older_versions_are_read_by_those_who_see_the_paper(client, meeting, see, upload, app, document_of):
    paper_id = see("people", names=["lan"])
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}"
    old = document_of(paper_id).key
    upload(client("thu"), b"another", paper_id=paper_id)
    assert len(client("lan").get(f"{address}/versions").json["versions"]) == 1, (
        "the new one cannot be read yet"
    )
    make_readable(app, document_of(paper_id), 1)
    versions = client("lan").get(f"{address}/versions").json["versions"]
    assert [version["number"] for version in versions] == [1, 2]
    assert client("lan").get(f"{address}/{old}/manifest").status_code == 200
    for path in ("versions", f"{old}/manifest"):
        assert client("hung").get(f"{address}/{path}").status_code == 404


def test_somebody_without_a_seat_cannot_be_named(session, meeting, see):
    with pytest.raises(Invalid):
        visibility.set_visibility(session, meeting.thu, see("everyone"), "people", [], [9999])


def test_a_restricted_paper_is_not_shown_to_the_whole_meeting(session, meeting, see):
    with pytest.raises(Refused):
        showing.show_page(session, meeting.minh, see("roles", ["member"]), 1)


def test_narrowing_the_paper_being_shown_ends_the_presentation(app, meeting, see, facts):
    from meeting.db import writing

    paper_id = see("everyone")
    with app.app_context(), writing(meeting.id) as session:
        showing.show_page(session, meeting.minh, paper_id, 2)
    see("roles", ["member"])
    assert ("meeting", "presentation:changed", {"presentation": None}) in facts()


def test_a_paper_brought_to_be_kept_back_is_the_desks_until_released(
    app, meeting, client, upload, document_of, facts
):
    thu, lan = client("thu"), client("lan")
    answer = upload(thu, b"kept back", kept_back=True)
    paper_id = answer.json["paper"]["id"]
    make_readable(app, document_of(paper_id), 1)
    assert answer.json["paper"]["kept_back"]
    assert str(paper_id) not in lan.get(f"/api/meetings/{meeting.id}/state").json["papers"]
    assert {channel for channel, name, _ in facts() if name == "paper:changed"} == {"desk"}
    thu.put(f"/api/meetings/{meeting.id}/papers/{paper_id}/visibility", json={"kind": "everyone"})
    assert str(paper_id) in lan.get(f"/api/meetings/{meeting.id}/state").json["papers"]
