"""Running a stage in a child that can do no harm: no network, no environment, its own folder, limits on
memory, processor time, wall time and output; ended with everything it started. The worker always survives.

bubblewrap where it really runs (containers often forbid it: it is tried, not looked for), otherwise limits
alone.
"""

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from .stages.limits import MAX_OUTPUT
from .stages.problem import Code, Exhausted, Problem

STAGES = Path(__file__).parent / "stages"
FONTS = Path(__file__).parent / "fonts"
MAX_SAID = 64 * 1024 * 1024
LOOK_SECONDS = 0.5
OUT_OF_MEMORY = "memory allocation of"  # as a converter says that is written in Rust


@contextmanager
def room(folder):
    """An empty folder for one child, gone afterwards whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="child-", dir=folder)).resolve()
    (path / "tmp").mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@cache
def kind():
    """'bubblewrap' or 'limits'."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tmp").mkdir()
        command = _bubblewrap(Path(folder), [], {})
        if not command:
            return "limits"
        try:
            done = subprocess.run(
                [*command, sys.executable, "-I", "-c", "print('runs')"], capture_output=True, timeout=20
            )
        except (OSError, subprocess.TimeoutExpired):
            return "limits"
        return "bubblewrap" if done.stdout == b"runs\n" else "limits"


def run(
    request,
    folder,
    *,
    memory,
    cpu_seconds,
    wall_seconds,
    readable=(),
    writable=(),
    environment=None,
    on_event,
):
    """Run one stage. `on_event(event)` hears each thing the child says, as a dict, at once; what it raises
    ends the child. Raises Problem: what the child found, `timeout` past the time, `damaged` when the child
    died."""
    environment = _environment(folder, environment or {})
    command = [sys.executable, "-I", str(STAGES)]
    if kind() == "bubblewrap":
        command = [*_bubblewrap(folder, readable, environment, writable), *command]
    with open(folder / "said-wrong.txt", "wb") as wrong:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=wrong,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
    try:
        _tell(child, request | {"folder": str(folder), "memory": memory, "cpu_seconds": cpu_seconds})
        _listen(child, folder, time.monotonic() + wall_seconds, on_event)
    finally:
        _end(child)


def _environment(folder, environment):
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder / "tmp"),
        "TMPDIR": str(folder / "tmp"),
        **environment,
    }


def _bubblewrap(folder, readable, environment, writable=()):
    program = shutil.which("bwrap")
    if not program:
        return None
    command = [program, "--unshare-user", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    command += ["--uid", "65534", "--gid", "65534", "--cap-drop", "ALL", "--hostname", "paper"]
    command += ["--proc", "/proc", "--dev", "/dev", "--bind", str(folder / "tmp"), "/tmp"]  # noqa: S108  (its own)
    for path in ("/usr", "/bin", "/sbin", "/lib", "/lib64"):
        if os.path.islink(path):
            command += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            command += ["--ro-bind", path, path]
    for path in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice"):
        command += ["--ro-bind-try", path, path]
    for path in (sys.base_prefix, sys.prefix, STAGES, FONTS, *readable):
        command += ["--ro-bind", str(path), str(path)]
    for path in (folder, *writable):
        command += ["--bind", str(path), str(path)]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    return [*command, "--chdir", str(folder), "--"]


def _tell(child, request):
    try:
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.close()
    except BrokenPipeError:
        pass  # it died at once; listening tells


def _listen(child, folder, deadline, on_event):
    said, rest, next_look = 0, b"", time.monotonic() + LOOK_SECONDS
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            ready = selector.select(min(LOOK_SECONDS, max(0, deadline - time.monotonic())))
            if time.monotonic() >= deadline:
                raise Problem(Code.TIMEOUT)
            if time.monotonic() >= next_look:
                _check_output(folder)
                next_look = time.monotonic() + LOOK_SECONDS
            if not ready:
                continue
            block = os.read(child.stdout.fileno(), 1 << 16)
            said += len(block)
            if not block:
                break
            if said > MAX_SAID:
                raise Problem(Code.UNSAFE, "the child says too much")
            *lines, rest = (rest + block).split(b"\n")
            if any(_hear(line, on_event) for line in lines):
                return  # what it does after its last word is nobody's concern
    raise _death(child, folder)


def _hear(line, on_event):
    try:
        event = json.loads(line)
        name = event["event"]
    except (ValueError, TypeError, KeyError):
        return False  # a library that prints; nothing that we asked for
    if name == "problem":
        raise (Exhausted if event.get("exhausted") else Problem)(event["code"], event.get("detail", ""))
    if name == "finished":
        return True
    on_event(event)
    return False


def _check_output(folder):
    total = 0
    for place, _folders, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except FileNotFoundError:
                continue
    if total > MAX_OUTPUT:
        raise Problem(Code.UNSAFE, f"{total} bytes written")


def _death(child, folder):
    try:
        code = child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return Problem(Code.TIMEOUT, "silent, but alive")
    last = (folder / "said-wrong.txt").read_bytes()[-400:].decode("utf-8", "replace")
    # bubblewrap reports a signal as 128 + its number, the system as its negative.
    if code in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        return Problem(Code.TIMEOUT, "processor time used up")
    problem = Exhausted if OUT_OF_MEMORY in last else Problem
    return problem(Code.DAMAGED, f"the child ended with {code}: {last}")


def _end(child):
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.stdout.close()
    child.wait()
