"""A hall with two web processes on PostgreSQL and Redis, tablets at both, and each person's HTTP client."""

import time
from contextlib import ExitStack, contextmanager

from tests import postgresql, redis_server, web
from tests.live import await_that
from tests.several.tablets import Browser

from .catching_up import fingerprint, told
from .hall import Tablets, hall, truth


class House:
    """Person `n`, their tablet and their browser are at web process `n % 2`."""

    def __init__(self, room, webs, restart_postgresql, redis_at):
        self.room, self.webs, self.restart_postgresql, self.redis_at = (
            room,
            webs,
            restart_postgresql,
            redis_at,
        )
        self.redis = None
        shares = [room.cookies[at :: len(webs)] for at in range(len(webs))]
        self.tablets = [
            Tablets(one.address, room.meeting_id, share) for one, share in zip(webs, shares, strict=True)
        ]
        self.revisions = {}  # {browser: that of its ballot}
        self.browsers = [
            Browser(self.web_of(n).address, cookie, room.path) for n, cookie in enumerate(room.cookies)
        ]

    def web_of(self, person):
        return self.webs[person % len(self.webs)]

    def cut(self, person):
        self.tablets[person % len(self.webs)].cut(person // len(self.webs))

    def states(self):
        """What each tablet shows, in the order of the people."""
        shown = [tablets.states() for tablets in self.tablets]
        return [shown[n % len(shown)][n // len(shown)] for n in range(len(self.room.cookies))]

    def are_live(self):
        return all(tablet["status"]["kind"] == "live" for tablet in self.states())

    def seconds_until_fresh(self, patience):
        """From now until every tablet shows what the server tells its person; None when that takes longer."""
        began = time.monotonic()
        while (passed := time.monotonic() - began) < patience:
            wanted = [
                fingerprint(truth(self.web_of(n).address, self.room.path, cookie))
                for n, cookie in enumerate(self.room.cookies)
            ]
            shown = self.states()
            if [fingerprint(told(tablet["state"])) for tablet in shown] == wanted:
                return round(passed, 1)
            time.sleep(0.3)
        return None

    def tracebacks(self):
        return sum(one.log.read_text().count("Traceback") for one in self.webs)

    def start_redis(self, port=None):
        self.redis = self.redis_at(port)

    def close(self):
        for tablets in self.tablets:
            tablets.close()


@contextmanager
def house(folder, members):
    with ExitStack() as stack:
        address, restart = stack.enter_context(postgresql.restartable())

        def redis_at(port):
            return stack.enter_context(redis_server.server(port))

        redis = redis_at(None)
        room = stack.enter_context(hall(folder, members, DATABASE_URL=address))
        webs = stack.enter_context(web.several(folder, **web.shared(address, redis[0])))
        built = House(room, webs, restart, redis_at)
        built.redis = redis
        stack.callback(built.close)
        await_that(built.are_live, seconds=240)
        yield built
