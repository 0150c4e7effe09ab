"""After a secret vote is closed: everything that is left on the machine, searched for who answered what.

Fifty members answer, each in a way that this program knows, some changing their minds. A copy is made just
before the close and one after it. Then the database with its WAL, the copies, the logs and all other files are read
byte by byte for answers and for the urn's key, and all that rows say of a member, before and after the close, is held
against the answers: see linking.py.
"""

import json
import logging
import random
import re
import subprocess
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from meeting import create_app
from meeting.db import Base, database, writing
from meeting.people.signing_in import start_sign_in
from meeting.voting.urn.opening import keys
from tests import ballots, cast, postgresql
from tests.conftest import SETTINGS
from tests.databases import create_tables

from .linking import control, find_links

ANSWERS = ("for", "against", "abstain")
# An answer in plain words, however often the JSON around it was put into JSON.
PLAIN = re.compile(rb'\b(?:choice|picks|each)\\*"\s*:\s*\\*["\[{]')
CHANGED = 0.3


def run(folder, seed, members=50, kinds=("sqlite", "postgresql")):
    """Figures of the last of the databases' runs, with all anomalies."""
    figures, anomalies = {}, []
    for kind in kinds:
        place = Path(folder, kind)
        place.mkdir()
        found = RUNS[kind](place, random.Random(f"{seed} {kind}"), members)
        anomalies += [f"{kind}: {one}" for one in found.pop("anomalies")]
        figures[kind] = found
    return {"members": members, **figures, "anomalies": anomalies}


def on_sqlite(folder, chance, members):
    url = f"sqlite:///{folder / 'data' / 'meeting.db'}"
    (folder / "data").mkdir()
    return search(folder, url, chance, members, copy_data)


def on_postgresql(folder, chance, members):
    with postgresql.server() as address:
        where = Path(make_url(address).query["host"])

        def copy(place):
            copy_data(place)
            dump = postgresql.programs() / "pg_dump"
            command = [dump, "-h", where, "-U", "meeting", "-f", place / "dump.sql", "postgres"]
            subprocess.run(command, check=True)

        return search(folder, address, chance, members, copy, where / "data")


RUNS = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def search(folder, url, chance, members, copy, raw=None):
    create_tables(url)
    app = create_app(**SETTINGS | {"DATA": str(folder / "data"), "DATABASE_URL": url})
    with app.app_context(), Logs(folder / "log"):
        properties = {}

        def look(when):
            copy(folder / f"copy-{when}")
            properties.update({f"{when} the close, {name}": of for name, of in list_properties(url).items()})

        answers, key = take_vote(app, chance, members, before_the_close=lambda: look("before"))
        look("after")
        if raw:
            with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
                connection.exec_driver_sql("CHECKPOINT")
        searched = read_all(folder, raw)
        database().close()
    return judge(answers, key, properties, searched, chance)


def judge(answers, key, properties, searched, chance):
    links, asked = find_links(properties, answers, chance)
    plain = [name for name, content in searched.items() if PLAIN.search(content)]
    kept = [name for name, content in searched.items() if key in content or key.hex().encode() in content]
    blind = [
        name
        for name in ("place in the order of the answers", "length of the answer")
        if not knows(name, answers, chance)
    ]
    return {
        "files": len(searched),
        "megabytes": round(sum(map(len, searched.values())) / 2**20, 1),
        "properties": asked,
        "anomalies": [
            *(f"an answer in plain words in {name}" for name in plain),
            *(f"the urn's key in {name}" for name in kept),
            *(f"{name} goes with the answers, by chance one time in {round(1 / p)}" for p, name in links),
            *(f"the search does not even find a link by {name}" for name in blind),
        ],
    }


def knows(name, answers, chance):
    """The search itself is held against what it must find."""
    return find_links({name: control(answers)[name]}, answers, chance)[0]


def take_vote(app, chance, members, before_the_close):
    """{person id: what they answered last}, and the urn's private key: what nobody may find."""
    with writing() as session:
        meeting, item, actors = cast.gather_many(session, members - 1)
        people = {
            actor.person_id: start_sign_in(session, actor.person_id, "test", hours=1) for actor in actors
        }
        path = f"/api/meetings/{meeting.id}/votes"
        draft = {"item_id": item.id, "title": "Bầu Chủ tịch", "kind": "motion", "secrecy": "secret"}
        chair = actors[0].person_id

    def ask(person, method, address, body=None):
        client = app.test_client()
        client.set_cookie("sign_in", people[person])
        key = {"Idempotency-Key": f"{chance.getrandbits(64):016x}"}
        said = client.open(f"{path}{address}", method=method, json=body or {}, headers=key).get_json()
        assert said["ok"], said
        return said

    vote = ask(chair, "POST", "", draft | {"preset": "council_resolution"})["vote"]
    vote = ask(chair, "POST", f"/{vote['id']}/opening", {"despite_quorum": True})["vote"]
    key = bytes(keys().find(vote["id"], vote["urn_key"]))
    answers, revisions = {}, {}
    for person in order_of_answering(chance, people):
        answers[person] = chance.choices(ANSWERS, (5, 3, 2))[0]
        sealed = ballots.seal(vote, {"choice": answers[person]})
        body = {"sealed": sealed, "revision": revisions.get(person, 0)}
        revisions[person] = ask(person, "PUT", f"/{vote['id']}/ballots/mine", body)["ballot"]["revision"]
    before_the_close()
    closed = ask(chair, "POST", f"/{vote['id']}/closing", {"despite_missing": True})
    assert closed["vote"]["cast"] == len(answers)
    result = ask(chair, "POST", f"/{vote['id']}/publication")["vote"]["result"]
    assert result["counts"] == {option: list(answers.values()).count(option) for option in ANSWERS}
    return answers, key


def order_of_answering(chance, people):
    once = chance.sample(list(people), len(people))
    again = chance.sample(once, round(CHANGED * len(once)))
    return once + again


def list_properties(url):
    """{"table.column first or last": {person id: value}} of all that rows say of a person, where they lie included."""
    properties = {}
    engine = create_engine(url)
    with engine.connect() as connection:
        seats = dict(connection.execute(text("SELECT id, person_id FROM seat")).all())
        for table in Base.metadata.tables:
            rows = connection.execute(
                text(f'SELECT {HIDDEN[engine.name]}, "{table}".* FROM "{table}"')
            ).mappings()
            for row in rows:
                person = person_of(table, row, seats)
                for column, value in row.items() if person else ():
                    for name, number in measured(f"{table}.{column}", value):
                        properties.setdefault(f"{name}, first", {}).setdefault(person, number)
                        properties.setdefault(f"{name}, last", {})[person] = number
    engine.dispose()
    return properties


# Where a row lies, and which transaction put it there.
HIDDEN = {
    "sqlite": "rowid AS place",
    "postgresql": "xmin::text::bigint AS written_by, (ctid::text::point)[0] AS page, (ctid::text::point)[1] AS place",
}


def person_of(table, row, seats):
    if table == "person":
        return row["id"]
    if table == "seat" or "person_id" in row:
        return row["person_id"]
    if "seat_id" in row:
        return seats.get(row["seat_id"])
    channel = str(row.get("channel", ""))
    return int(channel.removeprefix("person:")) if channel.startswith("person:") else None


def measured(name, value):
    if isinstance(value, (int, float)):
        yield name, value
    elif hasattr(value, "timestamp"):
        yield name, value.timestamp()
    elif value is not None:
        content = value if isinstance(value, (str, bytes)) else json.dumps(value)
        yield f"length of {name}", len(content)
        yield name, content


def copy_data(place):
    from flask import current_app

    done = current_app.test_cli_runner().invoke(args=["backup", str(place)])
    assert done.exit_code == 0, done.output


def read_all(folder, raw):
    """{name: content} of every file there is, but for the scripts of the pages."""
    files = [path for root in (folder, raw) if root for path in root.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files if "static" not in path.parts}


class Logs:
    """Everything that anybody logs meanwhile, in a file."""

    def __init__(self, path):
        self.handler = logging.FileHandler(path)

    def __enter__(self):
        root = logging.getLogger()
        self.before = root.level
        root.setLevel(logging.DEBUG)
        root.addHandler(self.handler)

    def __exit__(self, *failure):
        root = logging.getLogger()
        root.removeHandler(self.handler)
        root.setLevel(self.before)
        self.handler.close()
