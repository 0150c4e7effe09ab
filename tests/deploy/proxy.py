"""nginx with the site of deploy/, as far as a test can be the machine it is made for: other ports and folders."""

import shutil
import subprocess
import warnings
from contextlib import contextmanager

import pytest

from tests.live import ROOT, free_port

SITE = ROOT / "deploy/nginx"


def program():
    found = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if found is None:
        reason = "nginx is not installed: what needs it was NOT tested"
        warnings.warn(reason, stacklevel=2)
        pytest.skip(reason)
    return found


def lay_out(folder, ports):
    """The files, moved into the folder; returns (path of nginx.conf, port of https, certificate)."""
    http, https = free_port(), free_port()
    certificate = make_certificate(folder)
    processes = (SITE / "processes.conf").read_text()
    for named, real in zip((8001, 8002), ports, strict=True):
        processes = changed(processes, f":{named} ", f":{real} ")
    (folder / "processes.conf").write_text(processes)
    site = (SITE / "meeting.conf").read_text()
    for there, here in {
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ": f"listen 127.0.0.1:{https} ",
        "/etc/nginx/meeting-processes.conf": f"{folder}/processes.conf",
        "/etc/nginx/tls/": f"{folder}/",
        "/var/cache/nginx-meeting": f"{folder}/cache",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        site = changed(site, there, here)
    (folder / "meeting.conf").write_text(site)
    frame = (SITE / "nginx.conf").read_text()
    for there, here in {
        "user www-data;": "user root;",
        "/run/nginx.pid": f"{folder}/pid",
        "/var/log/nginx/": f"{folder}/",
        "/etc/nginx/conf.d/": f"{folder}/",
        "http {": f"http {{ proxy_temp_path {folder}/kept; client_body_temp_path {folder}/body;",
    }.items():
        frame = changed(frame, there, here)
    (folder / "nginx.conf").write_text(frame)
    return folder / "nginx.conf", https, certificate


def changed(text, there, here):
    assert there in text, f"{there} is not in what deploy/ has"
    return text.replace(there, here)


def make_certificate(folder):
    made = folder / "meeting.crt"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=hop.example.vn",
            ),
            *("-addext", "subjectAltName=IP:127.0.0.1,DNS:hop.example.vn"),
            *("-keyout", folder / "meeting.key", "-out", made),
        ],
        check=True,
        capture_output=True,
    )
    return made


@contextmanager
def before(folder, ports):
    """(https address, certificate) of an nginx before the web processes on these ports."""
    run = [program(), "-e", str(folder / "start.log"), "-c"]
    conf, https, certificate = lay_out(folder, ports)
    process = subprocess.Popen([*run, str(conf), "-g", "daemon off;"])
    try:
        yield f"https://127.0.0.1:{https}", certificate
    finally:
        process.terminate()
        process.wait(20)
