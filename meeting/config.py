"""Every setting, its default, and one line on why. Each is read from the environment as MEETING_<NAME>."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

SOURCE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    name: str
    default: bool | int | float | str
    why: str

    def read(self, environ):
        raw = environ.get(f"MEETING_{self.name}")
        if raw is None:
            return self.default
        if isinstance(self.default, bool):
            return raw.lower() in ("1", "true", "yes", "on")
        return type(self.default)(raw)


SETTINGS = [
    Setting(
        "DATA", str(SOURCE / "data"), "Folder that holds the database, the papers and the keys; back this up."
    ),
    Setting("DATABASE_URL", "", "SQLAlchemy address; empty means SQLite in the data folder."),
    Setting("REDIS_URL", "", "Redis for the conversion jobs; empty means SQLite in the data folder."),
    Setting("LANGUAGE", "vi", "Language of people who have not chosen one: vi or en."),
    Setting("TIME_ZONE", "Asia/Ho_Chi_Minh", "Zone in which times are shown and typed."),
    Setting("HTTPS", False, "True behind TLS: cookies are then sent over https only."),
    Setting("TRUSTED_PROXIES", 0, "How many proxies stand in front and may say the reader's address."),
    Setting("SIGN_IN_HOURS", 12, "How long a sign-in lasts; a long session day."),
    Setting("SIGN_IN_TRIES", 10, "Wrong passwords per name and address in five minutes before a wait."),
    Setting(
        "HEARTBEAT_SECONDS",
        5.0,
        "How often tablets hear their newest sequence numbers; 0, for tests alone: never, and dead lines stay.",
    ),
    Setting("TAIL_SECONDS", 0.25, "How often the log is read for facts of other processes."),
    Setting(
        "COALESCE_SECONDS", 0.2, "Counts that change with every ballot are announced at most this often."
    ),
    Setting(
        "GATHER_SECONDS",
        0.04,
        "Ballots that come within this time of the first are saved with it, in one commit.",
    ),
    Setting(
        "DIRECT_FANOUT",
        True,
        "Facts are written straight to tablets that keep up; no: all go through queues.",
    ),
    Setting(
        "QUEUED_FACTS", 200, "A tablet for which more than this is waiting is disconnected, and catches up."
    ),
    Setting(
        "MESSAGE_QUEUE",
        "",
        "Redis through which several web processes reach each other's tablets; one needs none.",
    ),
    Setting(
        "MAX_TABLETS", 3000, "Tablets that one web process takes in; a further one is asked to come back."
    ),
    Setting(
        "COMMANDS_PER_SECOND",
        20.0,
        "What one sign-in, or one socket, may command steadily, five seconds' worth of it at once; 0: no limit.",
    ),
    Setting("MAX_PAPER_MB", 100, "Largest file that may be uploaded."),
    Setting(
        "ISOLATED_NETWORK",
        False,
        "True only on a network cut off from all others: papers classified as state secrets may then be kept here.",
    ),
    Setting("ENGINE", "auto", "What turns office files into pages: auto, libreoffice or embedded."),
    Setting(
        "TRUST_ROOTS",
        "",
        "PEM file, or folder of them: authorities trusted in signatures; empty: no certificate is looked up.",
    ),
]


def load(app, overrides):
    """Defaults, then the environment, then what the caller (tests, command line) says."""
    for setting in SETTINGS:
        app.config[setting.name] = setting.read(os.environ)
    app.config.update(overrides)
    data = Path(app.config["DATA"])
    data.mkdir(mode=0o700, parents=True, exist_ok=True)  # what it holds is for nobody else on the machine
    if not app.config["DATABASE_URL"]:
        app.config["DATABASE_URL"] = f"sqlite:///{data / 'meeting.db'}"
    app.config.setdefault("SECRET_KEY", None)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or secret_key(data)
    app.config.update(
        WTF_CSRF_TIME_LIMIT=None,  # a session day is longer than any limit; the token dies with the sign-in
        SESSION_COOKIE_NAME="form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=app.config["HTTPS"],
        MAX_CONTENT_LENGTH=1024 * 1024,  # JSON and forms; uploads are streamed and have their own limit
    )


def data_folder():
    """The Path of the data folder of the application at work."""
    return Path(current_app.config["DATA"])


def secret_key(data):
    """With half a key, or none, anybody could make a hall screen's address."""
    return kept_secret(data, "secret-key")


def kept_secret(data, name):
    """32 bytes in hexadecimal, made once, kept in the data folder, readable by its owner only.

    They appear there whole: the web server and the paper worker may start at the same moment, and either may be
    killed while writing.
    """
    path = data / name
    if not path.exists():
        fresh = data / f"{name}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # the other was quicker: its key is ours
            path.hardlink_to(fresh)
        fresh.unlink()
        keep_folder(data)
    return path.read_text()


def keep_folder(folder):
    """What has got its name in the folder keeps it when the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
