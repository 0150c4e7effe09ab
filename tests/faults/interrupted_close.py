"""A server killed at every step of closing a secret vote; the next one must find the vote open and whole, or closed and
counted, with its key destroyed: never anything between.

The steps are the functions that the close goes through. A process of its own closes the vote and is killed, as by
kill -9, when it comes to the step.
"""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from meeting import create_app
from meeting import db as transactions
from meeting.agenda.seats import find_actor
from meeting.config import SOURCE
from meeting.db import database, reading, writing
from meeting.people.models import Person
from meeting.voting.casting import cast_ballot
from meeting.voting.closing import close_vote
from meeting.voting.models import Ballot, Secrecy, Vote, VoteState
from meeting.voting.opening import open_vote
from meeting.voting.payloads import counted_payload
from meeting.voting.urn import keys, opening
from meeting.voting.urn.finishing import destroy_leftover_keys
from tests import ballots, cast, make, postgresql
from tests.conftest import SETTINGS
from tests.databases import create_tables

# {step: (where the function stands, its name, whether it is done before the end, what the next server must find)}
STEPS = {
    "before a ballot is opened": (opening, "list_sealed", False, VoteState.OPEN),
    "with one ballot opened": (opening, "unseal", True, VoteState.OPEN),
    "before who has voted is marked": (opening, "mark_voted", False, VoteState.OPEN),
    "before the ballots are deleted": (opening, "discard", False, VoteState.OPEN),
    "after the ballots are deleted": (opening, "discard", True, VoteState.OPEN),
    "before the commit": (transactions, "log_facts", True, VoteState.OPEN),
    "after the commit": (transactions, "act_afterwards", False, VoteState.CLOSED),
    "before the key is overwritten": (keys, "overwrite", False, VoteState.CLOSED),
    "after the key is overwritten": (keys, "overwrite", True, VoteState.CLOSED),
    "before its removal is on the disk": (keys, "sync_folder", False, VoteState.CLOSED),
}
ANSWERS = ("for", "for", "against", "abstain", "for")


def run(folder, seed, times=20, kinds=("sqlite", "postgresql")):
    anomalies, kills = [], 0
    for kind in kinds:
        with DATABASES[kind](Path(folder)) as url:
            for step in [step for step in STEPS for _ in range(times)]:
                kills += 1
                place = Path(folder, f"{kind}-{kills}")
                found = kill_at(step, url(place), place, random.Random(f"{seed} {kills}"))
                anomalies += [f"{kind}, {step}: {one}" for one in found]
    return {"kills": kills, "steps": len(STEPS), "anomalies": anomalies}


class OnSQLite:
    def __init__(self, folder):
        pass

    def __enter__(self):
        return self.fresh

    def __exit__(self, *failure):
        pass

    def fresh(self, place):
        place.mkdir()
        url = f"sqlite:///{place / 'meeting.db'}"
        create_tables(url)
        return url


class OnPostgreSQL:
    """One database for all: each vote is of a meeting of its own."""

    def __init__(self, folder):
        self.server = postgresql.server()

    def __enter__(self):
        self.address = self.server.__enter__()
        create_tables(self.address)
        return self.fresh

    def __exit__(self, *failure):
        self.server.__exit__(*failure)

    def fresh(self, place):
        place.mkdir()
        return self.address


DATABASES = {"sqlite": OnSQLite, "postgresql": OnPostgreSQL}


def kill_at(step, url, data, chance):
    """What is wrong afterwards: [] if nothing."""
    app = create_app(**SETTINGS | {"DATA": str(data), "DATABASE_URL": url})
    with app.app_context():
        vote_id, chair_id = take_vote(chance)
        database().close()
        command = [sys.executable, "-m", __name__, step, url, str(data), str(vote_id), str(chair_id)]
        ended = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True)
        if ended.returncode != -signal.SIGKILL:
            return [f"the step was never come to: {ended.stderr[-500:]}"]
        destroy_leftover_keys()
        wrong = list(look(vote_id, STEPS[step][-1]))
        with writing() as session:
            vote = session.get(Vote, vote_id)
            chair = find_actor(session, session.get(Person, chair_id), vote.meeting_id)
        with writing(vote.meeting_id) as session:
            close_vote(session, chair, vote_id, despite_missing=True)
        wrong += look(vote_id, VoteState.CLOSED)
        database().close()
    return wrong


def take_vote(chance):
    """(vote id, person id of the chair): five of six have answered an open secret vote."""
    with writing() as session:
        meeting, item, actors = cast.gather_many(session, 5)
        vote = make.vote(session, item)
        vote.secrecy = Secrecy.SECRET
    with writing(meeting.id) as session:
        told = counted_payload(session, open_vote(session, actors[0], vote.id))
    for actor, answer in zip(chance.sample(actors, len(ANSWERS)), ANSWERS, strict=True):
        with writing(meeting.id) as session:
            cast_ballot(session, actor, vote.id, sealed=ballots.seal(told, {"choice": answer}))
    return vote.id, actors[0].person_id


def look(vote_id, wanted):
    with reading() as session:
        vote = session.get(Vote, vote_id)
        left = session.scalar(select(func.count()).where(Ballot.vote_id == vote_id))
        found = vote.state, left, vote.result and vote.result["counts"], vote_id in opening.keys().vote_ids()
    counts = {"for": 3, "against": 1, "abstain": 1}
    right = {
        VoteState.OPEN: (VoteState.OPEN, len(ANSWERS), None, True),
        VoteState.CLOSED: (VoteState.CLOSED, 0, counts, False),
    }[wanted]
    if found != right:
        yield f"state, ballots, counts, key: {found} instead of {right}"


def close_and_die(step, url, data, vote_id, chair_id):
    app = create_app(**SETTINGS | {"DATA": data, "DATABASE_URL": url})
    with app.app_context():
        with reading() as session:
            vote = session.get(Vote, int(vote_id))
            chair = find_actor(session, session.get(Person, int(chair_id)), vote.meeting_id)
        die_at(*STEPS[step][:3])
        with writing(vote.meeting_id) as session:
            close_vote(session, chair, vote.id, despite_missing=True)


def die_at(module, name, is_done_first):
    real = getattr(module, name)

    def last(*given):
        if is_done_first:
            real(*given)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, last)


if __name__ == "__main__":
    close_and_die(*sys.argv[1:])
