from uuid import uuid4

import pytest

from meeting import create_app
from meeting.cli import migrate_database
from meeting.db import reading, sequences, writing
from meeting.docs.models import Document, Paper, PaperVersion
from meeting.people.signing_in import start_sign_in
from meeting.voting.drafting import draft_vote
from meeting.voting.opening import open_vote
from tests import cast, postgresql, redis_server, web

from .tablets import Browser, Tablet

LOOK_SECONDS = 20  # so seldom do the processes look at the log by themselves: they must be told


class Installation:
    """`webs` are two web processes, `redis` the one between them; `restart_database` starts what is below again."""

    def __init__(self, app, webs, redis_url, redis, restart_database):
        self.app, self.webs, self.restart_database = app, webs, restart_database
        self.redis_url, self.redis = redis_url, redis
        with writing() as session:
            self.room = cast.gather(session)
        self.meeting_id = self.room.meeting.id
        self.opened = []

    def sign_in(self, actor):
        with writing() as session:
            return start_sign_in(session, actor.person_id, "test", hours=1)

    def tablet(self, actor, web, **how):
        """A tablet of theirs at this web process."""
        self.opened.append(Tablet(web.address, self.sign_in(actor), self.meeting_id, **how))
        return self.opened[-1]

    def browser(self, actor, web):
        return Browser(web.address, self.sign_in(actor), self.room.path)

    def open_vote(self):
        with writing(self.meeting_id) as session:
            vote = draft_vote(session, self.room.mai, self.room.item.id, "Thông qua", "council_resolution")
            session.flush()
            open_vote(session, self.room.mai, vote.id)
            return vote.id

    def lay_paper(self):
        with writing(self.meeting_id) as session:
            document = Document(
                sha256=uuid4().hex * 2,
                size=9,
                media_type="application/pdf",
                state="ready",
                key=uuid4().hex[:24],
                page_count=99,
            )
            document.readable_at = document.changed_at = self.room.meeting.starts_at
            paper = Paper(meeting_id=self.meeting_id, item_id=self.room.item.id, title="Dự toán", position=1)
            version = PaperVersion(number=1, document=document, file_name="a.pdf")
            version.uploaded_by_id = self.room.thu.person_id
            paper.versions = [version]
            session.add(paper)
            session.flush()
            return paper.id

    def seq(self):
        with reading() as session:
            return sequences(session, self.meeting_id, ["meeting"])["meeting"]

    def close(self):
        for tablet in self.opened:
            tablet.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """(app, webs, Redis' address and process, restart of PostgreSQL), the same for the tests of a module."""
    data = tmp_path_factory.mktemp("several")
    with postgresql.restartable() as (address, restart), redis_server.server() as (redis_url, redis):
        settings = web.shared(address, redis_url) | {"MEETING_TAIL_SECONDS": str(LOOK_SECONDS)}
        app = create_app(DATA=str(data), DATABASE_URL=address, COALESCE_SECONDS=0)
        with app.app_context():
            migrate_database()
            restarted = []
            with web.several(data, **settings) as webs:
                yield app, webs, redis_url, redis, lambda: restarted.append(restart())
                for each in webs:  # a database that is away for a moment may be said to be
                    assert restarted or "Traceback" not in each.log.read_text(), each.log.read_text()
            app.extensions["database"].close()


@pytest.fixture
def installation(shared):
    installation = Installation(*shared)
    yield installation
    installation.close()
