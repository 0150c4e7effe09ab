"""A meeting that runs, with votes opened in it at will: what the tests of ballots need of the chair."""

import itertools
import uuid
from dataclasses import dataclass, field

from tests.several.tablets import Browser

CALL = """async ([method, path, body]) => {
  const token = document.querySelector('meta[name="csrf-token"]').content
  const answer = await fetch(path, {
    method, headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
  })
  return answer.json()
}"""
NAMES = ["Nguyễn Văn An", "Lê Thị Bình", "Võ Quốc Cường", "Đặng Thùy Dung", "Hoàng Giang"]
MOTION = {"title": "Thông qua dự toán ngân sách", "preset": "council_resolution"}
ELECTION = {
    "title": "Bầu hai Phó Chủ tịch",
    "preset": "council_election",
    "kind": "election",
    "subjects": [{"title": name} for name in NAMES],
    "max_picks": 2,
    "places": 2,
}
CONFIDENCE = {
    "title": "Lấy phiếu tín nhiệm",
    "preset": "confidence_levels",
    "kind": "confidence_three",
    "subjects": [{"title": name, "note": "Ủy viên"} for name in NAMES],
}


class Hand:
    """What somebody asks of the server who needs no screen for it."""

    def __init__(self, server, name):
        self.browser = Browser(server.address, server.sign_in(name), path="")

    def __call__(self, method, path, body=None):
        body = None if method == "GET" else body or {}
        answer = self.browser.command(method, path, body, key=str(uuid.uuid4())).json()
        assert answer["ok"], answer
        return answer


@dataclass
class Sitting:
    """`chair`: the hand from which everything is asked for; `secretary`: the second person's."""

    chair: Hand
    secretary: Hand
    id: int
    item_id: int
    seats: dict = field(default_factory=dict)  # {sign-in name: seat id}

    @property
    def room(self):
        return f"/meetings/{self.id}"

    def call(self, method, path, body=None, by=None):
        return (by or self.chair)(method, f"/api/meetings/{self.id}{path}", body)

    def draft(self, **form):
        return self.call("POST", "/votes", {"item_id": self.item_id, **form})["vote"]

    def open(self, **form):
        return self.begin(self.draft(**form))

    def begin(self, vote):
        waved = {"despite_quorum": True, "despite_tiny": True}
        return self.call("POST", f"/votes/{vote['id']}/opening", waved)["vote"]

    def close(self, vote):
        return self.call("POST", f"/votes/{vote['id']}/closing", {"despite_missing": True})["vote"]

    def publish(self, vote):
        return self.call("POST", f"/votes/{vote['id']}/publication")["vote"]

    def hall(self):
        return self.call("GET", "/hall-screen")["url"]


NUMBERS = itertools.count(1)


def sit(server, members, body_id=None):
    """A meeting of the chair and these members, all present, at its first item. Of the first body, if of no other."""
    secretary, chair = Hand(server, "thuky"), Hand(server, "chutoa")
    body_id = body_id or secretary("GET", "/api/bodies")["bodies"][0]["id"]
    form = {
        "title": f"Phiên biểu quyết {next(NUMBERS)}",
        "body_id": body_id,
        "starts_at": "2026-11-23T01:00:00Z",
    }
    meeting_id = secretary("POST", "/api/meetings", form)["meeting"]["id"]
    path = f"/api/meetings/{meeting_id}"
    people = {person["sign_in_name"]: person["id"] for person in secretary("GET", "/api/people")["people"]}
    # Whoever makes a meeting has a seat in it.
    seats = {"thuky": secretary("GET", f"{path}/state")["me"]["seat_id"]}
    for number, name in enumerate(("chutoa", *members)):
        role = "member" if number else "chair"
        seat = {"person_id": people[name], "role": role, "group": f"Tổ {1 + number % 2}"}
        seats[name] = secretary("POST", f"{path}/seats", seat)["seat"]["id"]
    item_id = secretary("POST", f"{path}/items", {"title": "Nhân sự"})["item"]["id"]
    secretary("POST", f"{path}/publication")
    for seat_id in seats.values():
        secretary("PUT", f"{path}/seats/{seat_id}/attendance", {"present": True})
    chair("POST", f"{path}/beginning")
    chair("POST", f"{path}/items/{item_id}/beginning")
    return Sitting(chair, secretary, meeting_id, item_id, seats)
