"""What a browser gets: our modules put together, made small, and no heavier than a slow tablet can bear."""

import gzip
import json
import re
import shutil
import subprocess

import pytest

from meeting.bundles import Unclear, bundle
from meeting.static_files import MADE, STATIC, Published, Written, files, minify, publish

# Thousands of bytes of JavaScript and of styles that a page fetches before it is drawn, compressed.
SCRIPTS = {
    "home": 30,
    # The search is in it, so that its field has the focus with the first key, and what a tablet does about lost
    # messages and a full room, which it must know before it can fetch anything. The reader comes beside the snapshot.
    "room": 53,
    "desk": 60,
    "hall": 45,
    "secretariat": 50,
    "installation": 50,
    "sign-in": 2,
}
STYLES = 15


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    publish(data)
    (root,) = (data / "static").iterdir()
    return Published(root.name, root)


def packed(published, paths):
    return sum(len(gzip.compress((published.root / path).read_bytes(), 9)) for path in paths) / 1000


@pytest.mark.parametrize("screen", SCRIPTS)
def test_what_a_page_fetches_before_it_is_drawn_stays_small(published, screen):
    assert packed(published, published.scripts(screen)) <= SCRIPTS[screen]
    assert packed(published, published.sheets(screen)) <= STYLES


def test_every_sheet_that_was_written_reaches_a_page():
    written = {str(path.relative_to(STATIC)) for path in (STATIC / "css").rglob("*.css")}
    assert {sheet for screen in SCRIPTS for sheet in Written("").sheets(screen)} == written


@pytest.mark.parametrize("screen", SCRIPTS)
def test_sheets_written_in_parts_are_fetched_as_few_with_their_rules_in_the_same_order(published, screen):
    sheets = published.sheets(screen)
    assert len(sheets) <= 4
    written = [STATIC / sheet for sheet in Written("").sheets(screen)]
    assert classes_in([published.root / sheet for sheet in sheets]) == classes_in(written)


def classes_in(paths):
    text = "".join(path.read_text() for path in paths)
    return re.findall(r"\.[a-z][\w-]*", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def test_every_file_made_can_be_read_by_an_engine(published, tmp_path):
    scripts = [path for path in files(published.root) if path.suffix == ".js"]
    assert len(scripts) > 10
    for path in scripts:
        module = shutil.copy(path, tmp_path / f"{path.stem}.mjs")
        done = subprocess.run([node(), "--check", module], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_no_module_is_made_twice_and_each_made_file_is_compressed(published):
    made = [path for path in (published.root / "js/bundles").iterdir() if path.suffix == ".js"]
    assert all(path.with_name(f"{path.name}.gz").exists() for path in made if path.stat().st_size > 400)
    assert list(published.root.rglob("ui.js")) == []
    given = [name for path in made for name in re.findall(r"\w+", path.read_text().rpartition("export{")[2])]
    assert "core_ui" in given
    assert len(given) == len(set(given))


def test_what_was_made_is_made_once(tmp_path):
    publish(tmp_path)
    (root,) = (tmp_path / "static").iterdir()
    (root / "mark").write_text("")
    publish(tmp_path)
    assert (root / "mark").exists()


def test_what_was_made_small_passes_the_tests_of_what_was_written(tmp_path):
    shutil.copytree(STATIC, tmp_path / "static")
    minify([path for path in files(tmp_path / "static/js") if path.suffix == ".js"])
    tests = shutil.copytree(STATIC.parent / "tests/js", tmp_path / "tests/js")
    done = subprocess.run([node(), "--test", *tests.glob("*.test.mjs")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_made_small_runs_in_the_order_in_which_it_was_written(tmp_path):
    path = tmp_path / "order.js"
    path.write_text(
        "class Page { draw(p) { const turned = p.turned\n if (turned) p.rest()\n const shape = p.shape()\n"
        " const { w } = p.size({ width: shape.w })\n if (w !== p.w) p.w = w\n"
        " return turned && shape.w !== w } }\n"
        "const page = { shape: () => ({ w: 2 }), size: ({ width }) => ({ w: width * 2 }), rest() {}, turned: 1 }\n"
        "console.log(JSON.stringify([new Page().draw(page), page.w]))\n"
    )
    minify([path])
    assert run(path) == [True, 4]


# tdewolff-minify 2.24.4 takes `void (a && f())` for an expression without effect and drops it.
DROPPED = re.compile(r"\bvoid \([^()]*(?:\([^()]*\)[^()]*)*(?:&&|\|\||\?\?)")


def test_nothing_is_written_that_is_dropped_when_it_is_made_small():
    assert DROPPED.search('useEffect(() => void (state.kind === "shown" && onShown()), [])')
    assert not DROPPED.search("useEffect(() => void (stage.current.scrollTop = 0), [])")
    found = [path.name for path in (STATIC / "js").rglob("*.js") if DROPPED.search(path.read_text())]
    assert not found, found


# A screen that uses every form of import and export that is allowed, and text that looks like code.
SMALL = {
    "vendor/lib/lib.js": "export function join(...parts) { return parts.join('|') }\nexport default 7\n",
    "js/core/door.js": 'export { join } from "../../vendor/lib/lib.js"\n\nexport const ONE = 1\n',
    "js/core/words.js": (
        'import { ONE, join as together } from "./door.js"\n\n'
        '// import("./nothing.js") is only said here\n'
        "export class Words {}\n\n"
        "export async function later() {\n  return ONE\n}\n\n"
        "export function nested(name) {\n"
        '  return together(`a  ${name && `<b>\n   ${name} // no comment</b>`}`, "/* nor this */", /[/*]`/.source)\n}\n'
    ),
    "js/core/late.js": 'import { nested } from "./words.js"\n\nexport const late = () => nested("late")\n',
    "js/screens/one.js": (
        'import {\n  nested,\n  later as soon,\n} from "../core/words.js"\n'
        'import { ONE } from "../core/door.js"\n\n'
        "async function run() {\n"
        '  const { late } = await import("../core/late.js")\n'
        '  const { default: seven } = await import("../../vendor/lib/lib.js")\n'
        '  console.log(JSON.stringify([nested("x"), await soon(), ONE, late(), seven]))\n}\n\nrun()\n'
    ),
    "js/screens/two.js": 'import { nested } from "../core/words.js"\n\nconsole.log(nested(""))\n',
}


def write(root, tree):
    for name, text in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "package.json").write_text('{"type": "module"}')
    return root


def node():
    return shutil.which("node") or pytest.skip("Node is not installed: what is made was NOT run")


def run(path):
    done = subprocess.run([node(), path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_modules_put_together_and_made_small_do_the_same(tmp_path):
    before = run(write(tmp_path / "written", SMALL) / "js/screens/one.js")
    root = write(tmp_path / "made", SMALL).resolve()
    pages = bundle(root)
    minify(files(root / "js"))
    assert pages["one"][0] == "js/bundles/one.js"
    assert "vendor/lib/lib.js" in pages["one"]
    assert "js/bundles/late.js" not in pages["one"]
    assert set(pages["one"]) & set(pages["two"]) >= {"vendor/lib/lib.js"}
    assert run(root / "js/bundles/one.js") == before
    assert len(before) == 5


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "../core/door.js"',
        'import only from "../core/door.js"',
        "export default 3",
        "export let counted = 0",
        "await 1",
    ],
)
def test_a_form_that_cannot_be_put_together_is_refused(tmp_path, line):
    root = write(tmp_path / "made", {**SMALL, "js/screens/two.js": f"{line}\n"}).resolve()
    with pytest.raises(Unclear, match=r"two\.js"):
        bundle(root)


def test_modules_in_a_circle_are_refused(tmp_path):
    circle = {"js/core/door.js": 'import { nested } from "./words.js"\n\nexport const ONE = nested\n'}
    with pytest.raises(ValueError, match="by way of"):
        bundle(write(tmp_path / "made", {**SMALL, **circle}).resolve())


def test_the_list_of_what_pages_load_is_kept_beside_it(published):
    assert json.loads((published.root / MADE).read_text())["scripts"].keys() == SCRIPTS.keys()
