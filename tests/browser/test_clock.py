"""The speaker's clock shows the same on every tablet, whatever the tablet's own clock says."""

import pytest

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import writing
from meeting.speaking import leading, requesting

from .conftest import LANDSCAPE, PORTRAIT
from .test_reader import Table

MOST_APART_MS = 200
TICKS = 6
# Rounds: on a busy machine the first answers tell little of the server's time; later ones correct it.
PATIENCE = 4
# A tablet whose clock was never set; and the moments, by the machine's real clock, at which its timer changes.
WRONG_CLOCK = """
{
  const RealDate = Date
  const wrong = %d
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length) super(...args)
      else super(RealDate.now() + wrong)
    }
    static now() {
      return RealDate.now() + wrong
    }
  }
  globalThis.ticks = {}
  new MutationObserver(() => {
    const timer = document.querySelector("[role=timer]")
    const text = timer?.lastChild?.textContent
    if (text && !(text in ticks)) ticks[text] = performance.timeOrigin + performance.now()
  }).observe(document, { subtree: true, childList: true, characterData: true })
}
"""


@pytest.fixture(scope="module")
def table(server):
    table = Table(server)
    with table.app.app_context(), writing(table.meeting_id) as session:
        meeting = session.get(Meeting, table.meeting_id)
        meeting.state, meeting.current_item_id = MeetingState.RUNNING, table.item_id
        speech = requesting.add_request(session, table.meeting_id, table.seats["lan"])
        leading.call_next_speaker(session, table.secretary)
        leading.begin_speech(session, table.secretary, speech.id)
    return table


def test_tablets_with_wrong_clocks_show_the_same_time_left(table, open_tablet):
    minutes = {"mai": 7, "hung": -180, "lan": 0}
    tablets = []
    for name, size in zip(minutes, (PORTRAIT, LANDSCAPE, PORTRAIT), strict=True):
        tablet = open_tablet(name, size)
        tablet.add_init_script(WRONG_CLOCK % (minutes[name] * 60_000))
        tablet.goto(table.room)
        tablets.append(tablet)
    for tablet in tablets:
        tablet.locator("[role=timer]").first.wait_for()
    apart = []
    for _ in range(PATIENCE):
        tablets[0].wait_for_timeout(1000 * (TICKS + 2))
        apart = times_apart([tablet.evaluate("() => globalThis.ticks") for tablet in tablets])
        if len(apart) == TICKS and apart[TICKS // 2] <= MOST_APART_MS:
            return
    raise AssertionError(f"ms apart, of the last ticks that all have shown: {apart}")


def times_apart(seen):
    """Milliseconds, sorted, between the first and the last tablet to show a time, of the latest that all have shown."""
    common = [text for text in seen[0] if all(text in ticks for ticks in seen)][-TICKS:]
    moments = [[ticks[text] for ticks in seen] for text in common]
    return sorted(max(each) - min(each) for each in moments)
