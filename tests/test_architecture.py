"""The house keeps its shape: who imports whom, that everything declares who may, that names say what things are."""

import ast
import re
from pathlib import Path

import pytest

from meeting import config, create_app, facts
from meeting.permissions import Permission
from meeting.realtime import handlers, socketio

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "meeting"
MODULES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]

# Each layer may import what stands above it here, and itself when it is one feature; nothing below.
LAYERS = [
    {"config", "db", "facts", "errors", "permissions", "gathering"},
    {"people"},
    {"agenda"},
    {"docs", "speaking", "voting"},
    {
        "state",
        "realtime",
        "together",
        "edge",
        "shell",
        "static_files",
        "modules",
        "pace",
        "bundles",
        "pages",
        "health",
        "installation",
        "cli",
        "serving",
        "memory",
        "demo",
    },
]
FEATURES = {"people", "agenda", "docs", "speaking", "voting"}
# Where a feature meets the web, or is a program of its own, it may know of the layers around it.
EDGES = {
    "__init__.py",
    "routes.py",
    "life_routes.py",
    "upload_routes.py",
    "worker.py",
    "health.py",
    "commands.py",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return create_app(DATA=str(tmp_path_factory.mktemp("data")), TESTING=True)


def imports(path):
    """Dotted names of all that the module imports, relative ones made absolute."""
    here = ("meeting", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: len(here) - node.level]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def part_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def layer_of(part):
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def test_every_part_has_its_layer():
    parts = {part_of(p) for p in MODULES} - {"__init__"}
    assert parts <= set().union(*LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_arrows_point_one_way(path):
    if path == PACKAGE / "__init__.py" or (part_of(path) in FEATURES and path.name in EDGES):
        return
    mine = part_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "meeting" or len(parts) < 2 or parts[1] not in set().union(*LAYERS):
            continue
        other = parts[1]
        above = layer_of(other) < layer_of(mine)
        beside = layer_of(other) == layer_of(mine) and (other == mine or mine not in FEATURES)
        assert above or beside, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) in FEATURES], ids=lambda p: p.stem)
def test_rules_know_no_flask_and_no_sockets(path):
    if path.name in EDGES:
        return
    known = {name.split(".")[0] for name in imports(path)}
    assert not known & {"flask", "flask_socketio", "socketio", "flask_babel", "flask_wtf", "werkzeug"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_transaction_commits_and_only_realtime_emits(path):
    called = {node.func.attr for node in ast.walk(ast.parse(path.read_text())) if is_method_call(node)}
    assert "commit" not in called, "writing() commits, once per act"
    assert "emit" not in called or part_of(path) == "realtime"


def is_method_call(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def test_features_do_not_import_one_another_sideways_through_their_edges():
    for path in MODULES:
        if part_of(path) in LAYERS[3]:
            strangers = {f"meeting.{part}" for part in LAYERS[3] - {part_of(path)}}
            for name in imports(path):
                assert not any(name == s or name.startswith(s + ".") for s in strangers), (
                    f"{path} imports {name}"
                )


def test_every_address_declares_who_may(app):
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        assert access in ("public", "signed in") or isinstance(access, Permission), f"{rule} declares nobody"


def test_every_address_of_a_meeting_asks_for_a_permission_in_it(app):
    for rule in app.url_map.iter_rules():
        if "<int:meeting_id>" in rule.rule:
            assert isinstance(app.view_functions[rule.endpoint].access, Permission), rule


def test_the_public_addresses_are_these(app):
    public = {r.rule for r in app.url_map.iter_rules() if app.view_functions[r.endpoint].access == "public"}
    assert public == {
        "/sign-in",
        "/sign-out",
        "/language",
        "/hall",
        "/i18n/<lang>.json",
        "/favicon.ico",
        "/healthz",
    }


def test_every_socket_command_declares_who_may():
    registered = {name for name, *_rest in socketio.handlers} if socketio.handlers else set(server_handlers())
    assert registered == set(handlers.COMMANDS) | {"connect", "disconnect", "*"}
    assert all(p is None or isinstance(p, Permission) for p in handlers.COMMANDS.values())


def server_handlers():
    return socketio.server.handlers.get("/", {})


def test_the_browser_knows_the_facts_and_commands_of_the_server():
    source = (ROOT / "static" / "js" / "core" / "facts.js").read_text()
    theirs = set(re.findall(r'^  "([a-z]+:[a-z]+)":', source, re.MULTILINE))
    ours = {fact.name for fact in facts.Fact.__subclasses__()}
    assert theirs == ours
    commands = re.search(r"COMMANDS = Object\.freeze\({(.*?)}\)", source, re.DOTALL)[1]
    assert set(re.findall(r'"([a-z:]+)"', commands)) == set(handlers.COMMANDS)


def test_a_fact_is_named_as_its_class():
    for fact in facts.Fact.__subclasses__():
        noun, _, happened = fact.name.partition(":")
        singular = (
            noun.removesuffix("s") if fact.__name__.startswith(noun.title().removesuffix("s")) else noun
        )
        assert fact.__name__.lower() in (f"{noun}{happened}", f"{singular}{happened}")


def test_every_setting_is_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    for setting in config.SETTINGS:
        row = f"| `MEETING_{setting.name}` | {shown(setting)} | {setting.why} |"
        assert row in readme, f"the README's table of settings needs the row\n{row}"


def shown(setting):
    if setting.name == "DATA":
        return "data/"
    if isinstance(setting.default, bool):
        return "yes" if setting.default else "no"
    return "–" if setting.default == "" else setting.default


def test_modules_are_named_after_what_they_do():
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "lib", "tools", "base"}
    for path in [*ROOT.glob("meeting/**/*.py"), *ROOT.glob("static/js/**/*.js"), *ROOT.glob("tests/**/*.py")]:
        assert not {path.stem, *path.relative_to(ROOT).parent.parts} & vague, path


def test_files_are_named_in_one_way():
    for path in ROOT.glob("meeting/**/*.py"):
        assert re.fullmatch(r"(__\w+__|[a-z0-9]+(_[a-z0-9]+)*)", path.stem), path
    for path in ROOT.glob("static/js/**/*.js"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem), path


def test_every_module_says_what_lives_there():
    for path in MODULES:
        tree = ast.parse(path.read_text())
        assert not tree.body or ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring"
