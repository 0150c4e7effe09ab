"""Slows down the guessing of passwords. Kept in memory: one process serves sign-in by default."""

import time
from collections import defaultdict, deque

from ..errors import TooMany

WINDOW = 300  # seconds


class Throttle:
    """At most `tries` failures per key within the window."""

    def __init__(self, tries, clock=time.monotonic):
        self.tries, self.clock = tries, clock
        self.failures = defaultdict(deque)

    def check(self, *keys):
        """Raises TooMany when any of the keys has failed too often of late."""
        self._forget()
        for key in keys:
            if len(self.failures.get(key, ())) >= self.tries:
                wait = int(self.failures[key][0] + WINDOW - self.clock()) + 1
                raise TooMany("Too many attempts. Please wait %(minutes)s min.", minutes=-(-wait // 60))

    def failed(self, *keys):
        for key in keys:
            self.failures[key].append(self.clock())

    def succeeded(self, *keys):
        for key in keys:
            self.failures.pop(key, None)

    def _forget(self):
        oldest = self.clock() - WINDOW
        for key, times in list(self.failures.items()):
            while times and times[0] < oldest:
                times.popleft()
            if not times:
                del self.failures[key]
