"""The browser's side, as far as it can be held without one: its own tests, what is vendored, what is forbidden."""

import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from meeting.modules import Modules

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
OURS = [p for p in STATIC.rglob("*.js") if "vendor" not in p.parts]


def check_vendor(folder):
    command = [sys.executable, ROOT / "bin" / "check-vendor", folder]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_modules_without_a_page_do_what_they_say():
    node = shutil.which("node")
    if node is None:
        warnings.warn("Node is not installed: the tests of static/js were NOT run.", stacklevel=1)
        pytest.skip("Node is not installed: the tests of static/js were NOT run")
    files = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_vendored_is_what_was_locked():
    done = check_vendor(STATIC / "vendor")
    assert done.returncode == 0, done.stderr


def test_a_changed_file_is_refused(tmp_path):
    copy = shutil.copytree(STATIC / "vendor", tmp_path / "vendor")
    with open(copy / "preact" / "preact.js", "a") as file:
        file.write("\n")
    done = check_vendor(copy)
    assert done.returncode == 1
    assert "preact/preact.js is not the file that was locked" in done.stderr


def test_an_unknown_and_a_missing_file_are_refused(tmp_path):
    copy = shutil.copytree(STATIC / "vendor", tmp_path / "vendor")
    (copy / "left-pad.js").write_text("")
    (copy / "sortable" / "sortable.js").unlink()
    done = check_vendor(copy)
    assert "left-pad.js is not in vendor.lock" in done.stderr
    assert "sortable/sortable.js is missing" in done.stderr


def test_text_never_becomes_markup():
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    )
    assert [str(path) for path in OURS if forbidden.search(path.read_text())] == []


def test_templates_carry_no_script_and_no_style_of_their_own():
    inline = re.compile(
        r"<script(?![^>]*(src=|application/json))|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe"
    )
    templates = (ROOT / "meeting" / "templates").rglob("*.html")
    assert [str(path) for path in templates if inline.search(path.read_text())] == []


def test_sentences_are_written_out_so_that_they_can_be_collected():
    # A property is allowed: what facts carry is already a sentence of the catalogue, as in t(error.message).
    hidden = re.compile(r"(?<![\w.$])tn?\(\s*(?:[`']|[a-z]\w*\s*[,)])")
    found = [
        f"{path.relative_to(STATIC)}: {line.strip()}"
        for path in OURS
        for line in path.read_text().splitlines()
        if hidden.search(line) and not line.lstrip().startswith(("//", "export function t"))
    ]
    assert found == []


def test_modules_import_by_relative_path_only():
    absolute = re.compile(r"""(?:from|import\()\s*["'](?!\.{1,2}/)""")
    assert [str(path) for path in OURS if absolute.search(path.read_text())] == []


@pytest.mark.parametrize("screen", ["home", "room", "desk", "hall", "secretariat", "installation"])
def test_a_page_asks_for_every_module_its_screen_needs(screen):
    modules = Modules(STATIC).of_screen(screen)
    assert modules[0] == f"js/screens/{screen}.js"
    assert "vendor/preact/preact.js" in modules
    assert [path for path in modules if not (STATIC / path).is_file()] == []
    assert len(modules) == len(set(modules))


def test_the_fonts_stay_small():
    assert sum(p.stat().st_size for p in (STATIC / "vendor" / "fonts").glob("*.woff2")) <= 40 * 1024


def test_every_icon_that_is_shown_is_drawn_and_every_drawing_is_shown():
    drawn = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons" / "icons.svg").read_text()))
    sources = "\n".join(path.read_text() for path in OURS)
    shown = set(re.findall(r'(?:icon|<\$\{Icon\} name)[=:]\s*"(\w+)"', sources))
    assert shown <= drawn
    # Also where one of two is chosen, or a table says which.
    assert {name for name in drawn if f'"{name}"' not in sources} == set()
