"""Questions for the tests of counting, which know no database."""

from meeting.voting.answers import VoteShape
from meeting.voting.majority import PRESETS, rule_payload
from meeting.voting.models import FORMS, OPTIONS
from meeting.voting.tally import Question

NAMES = ("Nguyễn Văn An", "Lê Thị Bình", "Võ Quốc Cường", "Đặng Thùy Dung", "Hoàng Giang", "Bùi Đức Khôi")


def question(kind, preset, subjects=0, picks=(0, 0), places=0, title="Thông qua dự toán ngân sách", **more):
    """A vote of the kind on the first so many NAMES; `picks`: the least and the most that may be picked."""
    named = [{"id": number, "title": name} for number, name in enumerate(NAMES[:subjects], start=1)]
    shape = VoteShape(FORMS[kind], tuple(OPTIONS[kind]), tuple(one["id"] for one in named), *picks)
    return Question(title, kind, shape, rule_payload(PRESETS[preset]), named, places, **more)
