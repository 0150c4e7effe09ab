"""The browser and the server must mean the same thing."""

import json
import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import select

from meeting.agenda.meetings import find_meeting, tell
from meeting.agenda.models import MeetingState
from meeting.config import SOURCE
from meeting.db import FactChannel, FactEntry, reading, writing
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.facts import Fact
from meeting.realtime.handlers import COMMANDS
from tests import cast, make

FACTS_JS = SOURCE / "static/js/core/facts.js"
VIEWS = ("mai", "an", "hall")
APPLY = """
import { FACTS } from "%s"
import { readFileSync } from "node:fs"
const cases = JSON.parse(readFileSync(0, "utf8"))
const after = ({ state, facts }) => facts.reduce((now, fact) => FACTS[fact.name](now, fact), state)
console.log(JSON.stringify(cases.map(after)))
"""


def js_block(name):
    source = FACTS_JS.read_text()
    start = source.index(f"export const {name} ")
    return set(re.findall(r'"([a-z]+:[a-z]+|heartbeat)"', source[start : source.index("})", start)]))


def test_browser_and_server_know_the_same_facts():
    assert js_block("FACTS") == {fact.name for fact in Fact.__subclasses__()}


def test_browser_and_server_know_the_same_commands():
    assert js_block("COMMANDS") == set(COMMANDS)


def test_browser_and_server_know_the_same_signals():
    announced = "".join(path.read_text() for path in (SOURCE / "meeting/realtime").glob("*.py"))
    for name in js_block("SIGNALS"):
        assert re.search(rf'emit\(\s*"{name}"', announced), name


def act(house, device, made):
    """A meeting's worth of acts, each as (what to say if it fails, the call)."""
    path, an, secretary = house.path, device("an"), device("thu")
    khoi = device("khoi")
    yield secretary.post(f"{path}/items", {"title": "Chất vấn", "minutes": 30})
    yield secretary.put(
        f"{path}/agenda",
        {"order": [{"id": made["item"], "parent_id": None}, *other_items(house, made["item"])]},
    )
    yield secretary.put(
        f"{path}/items/{made['item']}", {"title": "Chất vấn và trả lời", "presenter": "Sở Tài chính"}
    )
    yield secretary.put(
        f"{path}/seats/{house.seats['lan'].id}", {"role": "guest", "group": "Tổ 1", "label": "A1"}
    )
    yield secretary.put(f"{path}/seats/{house.seats['lan'].id}/attendance", {"present": True})
    yield secretary.delete(f"{path}/seats/{house.seats['lan'].id}")
    yield secretary.post(f"{path}/items/{made['item']}/beginning")
    yield an.post(f"{path}/speeches")
    yield khoi.post(f"{path}/speeches")
    yield secretary.post(f"{path}/speeches/next")
    yield khoi.delete(f"{path}/speeches/mine")
    yield secretary.post(
        f"{path}/votes", {"item_id": made["item"], "title": "Thông qua", "preset": "council_resolution"}
    )
    yield secretary.put(
        f"{path}/votes/{made['vote']}",
        {"item_id": made["item"], "title": "Thông qua nghị quyết", "preset": "council_resolution"},
    )
    yield secretary.post(f"{path}/votes/{made['vote']}/opening", {"despite_quorum": True})
    yield an.put(f"{path}/votes/{made['vote']}/ballots/mine", {"answer": {"choice": "for"}})
    yield an.put(
        f"{path}/votes/{made['vote']}/ballots/mine", {"answer": {"choice": "against"}, "revision": 1}
    )
    yield secretary.post(f"{path}/votes/{made['vote']}/closing", {"despite_missing": True})
    yield secretary.post(f"{path}/votes/{made['vote']}/publication")
    yield secretary.post(
        f"{path}/votes", {"item_id": made["item"], "title": "Nháp", "preset": "council_resolution"}
    )
    yield secretary.delete(f"{path}/votes/{made['draft']}")
    again = {"item_id": made["item"], "title": "Biểu quyết lại", "preset": "council_resolution"}
    yield secretary.post(f"{path}/votes", again | {"rerun_of_id": made["vote"], "secrecy": "named"})
    yield secretary.post(f"{path}/votes/{made['again']}/opening", {"despite_quorum": True})
    yield an.put(f"{path}/votes/{made['again']}/ballots/mine", {"answer": {"choice": "for"}})
    yield secretary.post(f"{path}/votes/{made['again']}/closing", {"despite_missing": True})
    for on_tablets, on_hall in ((False, True), (True, False), (True, True), (True, False)):
        where = {"on_tablets": on_tablets, "on_hall": on_hall}
        yield secretary.post(f"{path}/votes/{made['again']}/publication", where)
    yield from by_hand(house, device, made)
    yield from circulated(house, device, made)
    yield from split(house, device, made)
    yield from reported(house, device)
    yield secretary.put(f"{path}/papers/{made['paper']}", {"title": "Dự toán đã chỉnh sửa"})
    yield an.post(f"{path}/book")
    yield secretary.put(f"{path}/presentation", {"paper_id": made["paper"], "page": 2})
    yield an.post(f"{path}/presentation/requests", {"paper_id": made["paper"], "page": 1})
    yield khoi.post(f"{path}/presentation/requests", {"paper_id": made["paper"], "page": 3})
    yield secretary.delete(f"{path}/presentation/requests/{house.seats['khoi'].id}")
    yield secretary.post(f"{path}/presentation/requests/{house.seats['an'].id}/grant")
    yield an.post(f"{path}/presentation/call")
    yield khoi.post(f"{path}/presentation/requests", {"paper_id": made["paper"], "page": 3})
    yield an.put(f"{path}/papers/{made['paper']}/versions/{made['version']}/reading", {"page": 2})
    yield device("mai").put(f"{path}/papers/{made['paper']}/versions/{made['version']}/reading", {"page": 3})
    yield secretary.put(f"{path}/papers/{made['paper']}/visibility", {"kind": "roles", "roles": ["guest"]})
    yield secretary.put(
        f"{path}/papers/{made['paper']}/visibility", {"kind": "people", "people": [house.an.person_id]}
    )
    yield secretary.put(f"{path}/papers/{made['paper']}/visibility", {"kind": "everyone"})
    yield secretary.put(f"{path}/presentation", {"paper_id": made["paper"], "page": 1})
    yield secretary.delete(f"{path}/presentation")
    yield secretary.delete(f"{path}/papers/{made['paper']}")
    yield secretary.post(f"{path}/agenda/next")
    yield secretary.post(f"{path}/ending")


def by_hand(house, device, made):
    """A vote whose tablets fail: called by name, then counted, then taken back."""
    votes, secretary, seat = f"{house.path}/votes", device("thu"), {n: s.id for n, s in house.seats.items()}
    drafted = secretary.post(
        votes,
        {"item_id": made["item"], "title": "Bãi bỏ", "preset": "council_resolution", "secrecy": "named"},
    )
    yield drafted
    vote = f"{votes}/{drafted[1]['vote']['id']}"
    yield secretary.put(f"{vote}/recusals/{seat['dung']}", {"reason": "Xung đột lợi ích"})
    yield secretary.delete(f"{vote}/recusals/{seat['dung']}")
    yield secretary.post(f"{vote}/opening", {"despite_quorum": True})
    yield secretary.put(f"{vote}/recusals/{seat['dung']}", {"reason": "Xung đột lợi ích"})
    yield secretary.put(f"{house.path}/seats/{seat['khoi']}", {"role": "member"})
    yield secretary.post(f"{vote}/admissions/{seat['khoi']}")
    yield device("an").put(f"{vote}/ballots/mine", {"answer": {"choice": "for"}})
    yield secretary.post(f"{vote}/continuation", {"reason": "Mất mạng", "manner": "roll_call"})
    yield secretary.put(f"{vote}/ballots/{seat['mai']}", {"answer": {"choice": "for"}})
    yield secretary.put(f"{vote}/ballots/{seat['mai']}", {"answer": None, "revision": 1})
    yield secretary.put(f"{vote}/ballots/{seat['mai']}", {"answer": {"choice": "against"}, "revision": 2})
    yield secretary.post(f"{vote}/continuation", {"reason": "Mất điện", "manner": "by_hand"})
    yield secretary.post(f"{vote}/by-hand", {"totals": {"counts": {"for": 3}}})
    yield device("mai").post(f"{vote}/by-hand/confirmation")
    yield secretary.post(f"{vote}/publication")
    yield secretary.post(f"{vote}/annulment", {"reason": "Nhầm"})
    yield secretary.delete(f"{vote}/annulment")
    yield secretary.post(f"{vote}/annulment", {"reason": "Sai nội dung"})
    yield device("mai").post(f"{vote}/annulment/confirmation")
    yield secretary.put(f"{house.path}/seats/{seat['khoi']}", {"role": "guest"})


def circulated(house, device, made):
    """An opinion that some are reminded of."""
    votes, secretary = f"{house.path}/votes", device("thu")
    form = {
        "item_id": made["item"],
        "title": "Ý kiến",
        "preset": "council_resolution",
        "manner": "circulation",
    }
    drafted = secretary.post(votes, form | {"deadline_at": "2199-01-01T00:00:00Z"})
    yield drafted
    vote = f"{votes}/{drafted[1]['vote']['id']}"
    yield secretary.post(f"{vote}/opening")
    yield device("mai").put(f"{vote}/ballots/mine", {"answer": {"choice": "for"}, "comment": "Nhất trí"})
    yield secretary.post(f"{vote}/reminders")
    yield secretary.put(f"{vote}/deadline", {"deadline_at": "2199-06-01T00:00:00Z"})
    yield secretary.post(f"{vote}/closing", {"despite_missing": True})


def split(house, device, made):
    """A vote whose key is with three tellers, and one that is given up before; what the keys are nobody here asks."""
    votes, names = f"{house.path}/votes", ("an", "mai", "khoi")
    form = {"item_id": made["item"], "title": "Bầu", "preset": "council_resolution", "secrecy": "split"}
    form["tellers"] = [house.seats[name].id for name in names]
    sealed = dict.fromkeys("123", "0" * 160)
    yield (drafted := device("thu").post(votes, form))
    given_up = f"{votes}/{drafted[1]['vote']['id']}"
    yield device("an").put(f"{given_up}/tellers/mine/key", {"public_key": "1" * 64})
    yield device("thu").delete(f"{given_up}/tellers/keys")
    yield device("thu").delete(given_up)
    yield (drafted := device("thu").post(votes, form))
    vote = f"{votes}/{drafted[1]['vote']['id']}"
    for part, body in (
        ("key", {"public_key": "1" * 64}),
        ("deal", {"commitments": ["2" * 64] * 2, "shares": sealed}),
        ("urn-key", {"urn_key": "3" * 64}),
    ):
        for name in names:
            yield device(name).put(f"{vote}/tellers/mine/{part}", body)
    yield device("thu").post(f"{vote}/opening", {"despite_quorum": True})
    yield device("mai").put(f"{vote}/ballots/mine", {"sealed": "0" * 136})
    yield device("thu").post(f"{vote}/closing", {"despite_missing": True})
    for part, body in (("share", {"shares": sealed}), ("count", {"answers": [None]})):
        for name in ("an", "khoi"):
            yield device(name).put(f"{vote}/tellers/mine/{part}", body)
    yield device("thu").post(f"{vote}/publication")


def reported(house, device):
    """What an opinion by circulation came to, put on an item, for two things, and taken away."""
    with writing() as session:
        earlier = make.meeting(session, body_id=house.meeting.body_id)
        earlier.starts_at = house.meeting.starts_at - timedelta(days=30)
        make.seat(session, earlier, session.merge(house.seats["thu"].person), "secretary")
        vote = make.vote(session, make.item(session, earlier))
        vote.manner, vote.state, vote.result = "circulation", "published", {"outcome": "adopted"}
        report = f"{house.path}/items/{house.item.id}/reported-results/{vote.id}"
    for purpose in ("information", "ratification"):
        yield device("thu").put(report, {"purpose": purpose})
    yield device("thu").delete(report)


def other_items(house, last):
    return [{"id": item.id, "parent_id": None} for item in house.items]


def a_readable_paper(house):
    """{paper, version}: ids of a paper of three pages as the worker leaves it."""
    with writing() as session:
        document = Document(
            sha256="5" * 64,
            size=1000,
            media_type="application/pdf",
            state="ready",
            key="k" * 24,
            page_count=3,
            pages_ready=3,
        )
        document.readable_at = document.changed_at = house.meeting.starts_at
        paper = Paper(meeting_id=house.meeting.id, item_id=house.item.id, title="Dự toán", position=1)
        paper.versions = [
            PaperVersion(number=1, document=document, file_name="a.pdf", uploaded_by_id=house.thu.person_id)
        ]
        session.add(paper)
        session.flush()
        return {"paper": paper.id, "version": paper.newest.id}


def state_of(device, house):
    status, state = device.get(f"{house.path}/state")
    assert status == 200
    return state


def without_clock(state):
    return {key: value for key, value in state.items() if key not in ("now", "seqs", "ok", "epoch")}


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here: what the browser does cannot be run")
def test_old_state_and_facts_make_the_fresh_state(house, sign_in):
    devices = {name: sign_in(getattr(house, name)) for name in (*VIEWS, "thu", "khoi")}
    made = {
        "item": max(item.id for item in house.items) + 1,
        "vote": 1,
        "draft": 2,
        "again": 2,
        **a_readable_paper(house),
    }
    before = {name: state_of(devices[name], house) for name in VIEWS}
    old, seen, names = before, [], set()
    for step, (status, reply) in enumerate(act(house, devices.get, made)):
        assert status == 200, (step, reply)
        for name in VIEWS:
            fresh = state_of(devices[name], house)
            facts = facts_after(devices[name], house, old[name])
            names |= {fact["name"] for fact in facts}
            seen.append((step, name, old[name], facts, fresh))
            old = old | {name: fresh}
    cases = [{"state": state, "facts": facts} for _, _, state, facts, _ in seen]
    for (step, name, _, facts, fresh), drawn in zip(seen, in_browser(cases), strict=True):
        assert without_clock(drawn) == without_clock(fresh), (step, name, facts)
    assert names >= {fact.name for fact in Fact.__subclasses__()} - MADE_BY_THE_WORKER


# Told while a file is received and converted, or by an order of papers; tests/docs watches these.
MADE_BY_THE_WORKER = {"intake:changed", "papers:reordered"}


def facts_after(device, house, state):
    seqs = "&".join(f"{channel}={seq}" for channel, seq in state["seqs"].items())
    status, reply = device.get(f"{house.path}/facts?epoch={state['epoch']}&{seqs}")
    assert status == 200, reply
    return reply["facts"]


def in_browser(cases):
    """The states that the browser's own code makes of old states and facts."""
    out = subprocess.run(
        ["node", "--input-type=module", "-e", APPLY % FACTS_JS.as_uri()],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(out.stdout)


def test_facts_of_one_channel_have_no_gap_and_no_double(house, sign_in):
    device = sign_in(house.thu)
    for title in ("Một", "Hai", "Ba"):
        device.post(f"{house.path}/items", {"title": title})
    with reading() as session:
        for channel in session.scalars(select(FactChannel)):
            numbers = session.scalars(
                select(FactEntry.seq)
                .where(FactEntry.meeting_id == channel.meeting_id, FactEntry.channel == channel.channel)
                .order_by(FactEntry.id)
            ).all()
            assert numbers == list(range(1, channel.seq + 1))


def test_a_tablet_of_another_epoch_is_told_to_begin_anew(house, sign_in):
    assert sign_in(house.an).get(f"{house.path}/facts?epoch=another&meeting=0")[0] == 409


def test_a_tablet_too_far_behind_is_told_to_begin_anew(house, sign_in):
    with writing(house.meeting.id) as session:
        for _ in range(201):
            tell(session, find_meeting(session, house.meeting.id))
    an = sign_in(house.an)
    state = state_of(an, house)
    assert an.get(f"{house.path}/facts?epoch={state['epoch']}&meeting=0&person=0")[1]["error"] == "stale"
    near = f"epoch={state['epoch']}&meeting={state['seqs']['meeting'] - 200}&person={state['seqs']['person']}"
    assert len(an.get(f"{house.path}/facts?{near}")[1]["facts"]) == 200


def test_a_tablet_that_knows_more_than_the_log_is_told_to_begin_anew(house, sign_in):
    an = sign_in(house.an)
    state = state_of(an, house)
    ahead = f"epoch={state['epoch']}&meeting={state['seqs']['meeting'] + 1}"
    assert an.get(f"{house.path}/facts?{ahead}")[1]["error"] == "stale"


def test_members_learn_nothing_of_what_was_changed_before_the_publication(app, sign_in):
    with writing() as session:
        room = cast.gather(session, state=MeetingState.DRAFT)
    thu, item = sign_in(room.thu), room.items[0].id
    thu.put(f"{room.path}/items/{item}", {"title": "Kỷ luật ông Bình"})
    thu.put(f"{room.path}/items/{item}", {"title": "Công tác cán bộ"})
    assert thu.post(f"{room.path}/publication")[0] == 200
    an = sign_in(room.an)
    state = state_of(an, room)
    facts = f"{room.path}/facts?epoch={state['epoch']}&meeting="
    assert an.get(f"{facts}0")[1]["error"] == "stale"
    newest = an.get(f"{facts}{state['seqs']['meeting'] - 1}")[1]["facts"]
    assert [fact["name"] for fact in newest] == ["meeting:changed"]
