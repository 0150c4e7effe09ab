"""One command for a working installation: prepare the data, run the web server and the conversion worker, watch both.

`bin/serve` runs this. It imports nothing but the standard library until it has to, so that `--help` works anywhere.
"""

import argparse
import ctypes
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WATCHED = STOPPING | {signal.SIGCHLD}
START_SECONDS = 60
STOP_SECONDS = 15  # gunicorn itself gives requests under way ten
STEADY_SECONDS = 60  # a child that lived this long is restarted at once
LONGEST_WAIT = 30
DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
LIBC = ctypes.CDLL(None)


class CannotServe(Exception):
    """Why it does not start, in a sentence for the person at the terminal."""


def main():
    options = parse(sys.argv[1:])
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    os.environ["MEETING_DATA"] = str(Path(options.data).resolve())
    try:
        with lock_data(os.environ["MEETING_DATA"]):
            host = "0.0.0.0" if options.lan else "127.0.0.1"  # noqa: S104  (asked for by --lan)
            require_free(host, options.port)
            sign_in_lines = prepare(demo=not options.no_demo)
            return supervise(host, options.port, sign_in_lines)
    except CannotServe as reason:
        print(f"bin/serve: {reason}", file=sys.stderr)
        return 1


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/serve",
        description="Start the paperless meeting room on this machine: the web server and the worker that turns "
        "papers into pages. The first run installs what it needs into .venv; Ctrl+C stops everything.",
        epilog="Every other setting is read from the environment: see the README.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument(
        "--data",
        default=os.environ.get("MEETING_DATA", str(SOURCE / "data")),
        metavar="DIR",
        help="folder of the database, papers and keys (data/)",
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="do not fill an empty installation with the demo meeting"
    )
    parser.add_argument(
        "--lan", action="store_true", help="let tablets on the same network in, and show a QR code"
    )
    return parser.parse_args(arguments)


def lock_data(data):
    """The open lock file: one bin/serve to a data folder, for SQLite has one announcing web process."""
    try:
        Path(data).mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = open(Path(data, "serve.lock"), "w")  # noqa: SIM115  (held as long as the process lives)
    except OSError as error:
        raise CannotServe(f"the data folder {data} cannot be written: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotServe(
            f"another bin/serve is using the data folder {data}. Choose another with --data."
        ) from None
    return lock


def require_free(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "no such port"
            raise CannotServe(f"port {port} cannot be used ({reason}). Choose another with --port.") from None


def prepare(demo):
    """Brings the database up to date and, if asked, fills it. Returns what is worth telling about who may sign in."""
    from sqlalchemy import select

    from meeting import create_app
    from meeting.cli import migrate_database
    from meeting.db import reading
    from meeting.demo import demo_accounts, seed_demo
    from meeting.people.models import Person
    from meeting.realtime.high_water import notice_older_database
    from meeting.static_files import publish

    app = create_app()
    with app.app_context():
        migrate_database()
        notice_older_database()
        publish(app.config["DATA"])
        accounts = seed_demo(app) if demo else demo_accounts(app)
        with reading() as session:
            nobody = session.scalar(select(Person.id).limit(1)) is None
    app.extensions["database"].close()
    if nobody:
        return [
            "Nobody can sign in yet. Make the first administrator, in another terminal:",
            f"  cd {SOURCE}",
            f"  MEETING_DATA={os.environ['MEETING_DATA']} .venv/bin/flask --app meeting create-admin NAME",
        ]
    if not accounts:
        return []
    width = max(len(sign_in_name) for sign_in_name, *_rest in accounts)
    return [
        "Demo accounts: sign-in name, password, who it is. Not for real papers: everybody knows them.",
        *(f"  {sign_in_name:<{width}}  {password}  {who}" for sign_in_name, password, who in accounts),
    ]


def supervise(host, port, sign_in_lines):
    web = Child("the web server", [sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}"])
    worker = Child("the paper worker", [sys.executable, "-m", "meeting.docs.worker"])
    children = [web, worker]
    try:
        for child in children:
            child.start()
        if await_health(web, port):
            announce(host, port, sign_in_lines)
            watch(children)
    finally:
        stop(children)
    return 0


class Child:
    """A process that is started again when it dies, after a wait that doubles while it keeps dying young."""

    def __init__(self, title, command):
        self.title, self.command = title, command
        self.process = None
        self.failures = 0
        self.started_at = self.due_at = 0.0

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=SOURCE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is ours alone; we pass it on in order
            preexec_fn=before_running,  # noqa: PLW1509  (no threads in this process)
        )

    def has_ended(self):
        return self.process is None or self.process.poll() is not None

    def revive(self):
        """Notices a death, and starts again when its time has come."""
        if self.process is not None and self.has_ended():
            lived = time.monotonic() - self.started_at
            self.failures = 0 if lived > STEADY_SECONDS else self.failures + 1
            wait = min(2**self.failures - 1, LONGEST_WAIT)
            print(
                f"bin/serve: {self.title} ended; starting it again in {wait} s.", file=sys.stderr, flush=True
            )
            self.due_at = time.monotonic() + wait
            self.process = None
        if self.process is None and time.monotonic() >= self.due_at:
            self.start()


def before_running():
    """In the child, before its program: no blocked signals, and an end to it should this process be killed."""
    LIBC.prctl(DIE_WITH_PARENT, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)


def await_health(web, port):
    """Whether the web server answers; False when we were told to stop first."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        got = signal.sigtimedwait(WATCHED, 0.1)
        if got and got.si_signo in STOPPING:
            return False
        if web.has_ended():
            raise CannotServe("the web server could not start; the reason stands above.")
        if is_healthy(port):
            return True
    raise CannotServe(f"the web server gave no answer within {START_SECONDS} s.")


def is_healthy(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def watch(children):
    """Keeps the children running until told to stop."""
    while True:
        got = signal.sigtimedwait(WATCHED, 1.0)
        if got and got.si_signo in STOPPING:
            return
        for child in children:
            child.revive()


def stop(children):
    """Ends the children and whatever they started; a second Ctrl+C does not wait for requests under way."""
    running = [child.process for child in children if not child.has_ended()]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while any(process.poll() is None for process in running) and time.monotonic() < deadline:
        got = signal.sigtimedwait(WATCHED, 0.2)
        if got and got.si_signo in STOPPING:
            break
    for process in running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def announce(host, port, sign_in_lines):
    address = f"http://{lan_address() if host == '0.0.0.0' else '127.0.0.1'}:{port}"  # noqa: S104
    print(f"\nThe meeting room is open at {address}\n")
    print(*sign_in_lines, "", sep="\n")
    if host != "127.0.0.1":
        import segno

        segno.make(address).terminal(compact=True)
        print("Tablets on the same network open it with the code above.")
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        print("Office files get a preview layout. For the exact one, and for old and OpenDocument formats:")
        print("  sudo apt install libreoffice-writer libreoffice-calc libreoffice-impress")
    if not shutil.which("bwrap"):
        print(
            "Conversion runs under resource limits alone. For a sandbox as well: sudo apt install bubblewrap"
        )
    print("Ctrl+C stops it.", flush=True)


def lan_address():
    """The address other machines reach this one by; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]
    return socket.gethostname()


if __name__ == "__main__":
    sys.exit(main())
