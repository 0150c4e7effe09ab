"""The files of deploy/ say what is so."""

import re
import shutil
import subprocess

import pytest

from meeting.config import SETTINGS
from tests.live import ROOT

from . import proxy

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.parametrize("name", ["meeting.env", "compose.yaml", "Dockerfile"])
def test_every_setting_named_exists(name):
    named = set(re.findall(r"\bMEETING_([A-Z_]+)\b", (DEPLOY / name).read_text())) - {"DATABASE_PASSWORD"}
    assert named and named <= {setting.name for setting in SETTINGS}


def test_nginx_takes_the_site(tmp_path):
    conf, *_rest = proxy.lay_out(tmp_path, (1, 2))
    said = subprocess.run(
        [proxy.program(), "-t", "-e", tmp_path / "start.log", "-c", conf], capture_output=True, text=True
    )
    assert said.returncode == 0 and "[warn]" not in said.stderr, said.stderr


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd is not here: its units were NOT looked at"
)
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        at_home = unit.read_text().replace("/opt/meeting/", f"{ROOT}/")
        (tmp_path / unit.name).write_text(at_home)
    names = [unit.name.replace("@.", "@8001.") for unit in UNITS]
    said = subprocess.run(["systemd-analyze", "verify", *names], cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0 and not said.stderr, said.stderr


def test_the_worker_is_left_what_bubblewrap_needs():
    """Any of these and its children would be locked in less tightly, without anybody noticing."""
    unit = (DEPLOY / "systemd/meeting-worker.service").read_text()
    hindering = {"ProtectKernelTunables", "ProtectKernelLogs", "ProtectProc", "ProcSubset"}
    hindering |= {"RestrictNamespaces", "PrivateUsers"}
    assert not [name for name in hindering if re.search(rf"^{name}=", unit, re.M)]
    assert "@mount" in unit and "sethostname" in unit and "AF_NETLINK" in unit


def test_each_web_process_that_is_named_has_a_place_behind_nginx():
    guide = (ROOT / "docs/guide-operator.md").read_text()
    enabled = set(re.findall(r"meeting-web@(\d+)", guide))
    assert enabled == set(
        re.findall(r"^server 127.0.0.1:(\d+)", (proxy.SITE / "processes.conf").read_text(), re.M)
    )
    composed = re.findall(r"^server (\w+):8000", (proxy.SITE / "processes.compose.conf").read_text(), re.M)
    assert set(composed) == set(re.findall(r"^  (web\d+):", (DEPLOY / "compose.yaml").read_text(), re.M))


def test_the_container_starts_on_the_port_that_nginx_asks():
    assert "--bind 0.0.0.0:8000" in re.sub(r'[",]+ *"?', " ", (DEPLOY / "Dockerfile").read_text())
