"""What gunicorn runs. gevent must patch the standard library before anything else is imported."""

from gevent import monkey

monkey.patch_all()

from meeting import create_app  # noqa: E402
from meeting.memory import settle  # noqa: E402
from meeting.realtime.high_water import notice_older_database  # noqa: E402
from meeting.voting.urn.finishing import destroy_leftover_keys  # noqa: E402

app = create_app()
with app.app_context():
    notice_older_database()
    destroy_leftover_keys()
app.extensions["database"].close()  # what a fork would share
settle()
