"""The speaker's clock shows the same on every tablet, whatever the tablet's own clock says."""

import pytest

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import writing
from meeting.speaking import leading, requesting

from .conftest import LANDSCAPE, PORTRAIT
from .test_reader import Table

MOST_APART_MS = 200
TICKS = 6
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
    tablets[0].wait_for_timeout(3000 + 1000 * TICKS)
    seen = [tablet.evaluate("() => globalThis.ticks") for tablet in tablets]
    # The first that a tablet shows comes when it has loaded, and its clock may not be set yet.
    known = [dict(list(ticks.items())[2:]) for ticks in seen]
    common = set.intersection(*(set(ticks) for ticks in known))
    assert len(common) >= TICKS - 1, seen
    moments = zip(*([ticks[text] for text in common] for ticks in known), strict=True)
    apart = sorted(max(each) - min(each) for each in moments)
    assert apart[len(apart) // 2] <= MOST_APART_MS, apart
