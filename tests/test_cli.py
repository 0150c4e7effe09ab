"""What an operator does at a terminal."""

import csv
import io

import pytest

from meeting import create_app
from meeting.agenda.models import Meeting
from meeting.db import epoch, reading, writing
from meeting.docs.models import UnfinishedUpload
from meeting.people.models import Person
from meeting.people.passwords import is_password

from . import make


@pytest.fixture
def app(tmp_path):
    """An installation as it stands on a disk."""
    app = create_app(DATA=str(tmp_path / "data"), TESTING=True)
    run(app, "migrate")
    yield app
    app.extensions["database"].close()


def run(app, *arguments, **more):
    return app.test_cli_runner().invoke(args=arguments, **more)


def people_by_name(app):
    with app.app_context(), reading() as session:
        return {person.sign_in_name: person for person in session.query(Person)}


def test_the_first_administrator_may_sign_in_with_the_password_that_is_told(app):
    said = run(app, "create-admin", "QuanTri", "--name", "Triệu Anh Tuấn").output
    password = said.split()[-1]
    person = people_by_name(app)["quantri"]
    assert person.office == "administrator"
    assert is_password(person.password_hash, password)


def test_a_sign_in_name_that_is_taken_is_refused_in_words(app):
    run(app, "create-admin", "quantri", "--name", "Triệu Anh Tuấn")
    done = run(app, "create-admin", "quantri", "--name", "Ai Đó")
    assert done.exit_code == 1
    assert "This sign-in name is taken." in done.output


def test_a_list_of_people_is_added_once_and_their_passwords_told(app, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("\ufeffname,sign_in_name,title\nLê Thị Hương,huong,Phó Chủ tịch\nVũ Đình Phúc,phuc,\n")
    told = {row["sign_in_name"]: row for row in csv.DictReader(io.StringIO(run_import(app, file).output))}
    people = people_by_name(app)
    assert people["huong"].title == "Phó Chủ tịch"
    assert is_password(people["phuc"].password_hash, told["phuc"]["password"])
    assert run_import(app, file).output.split() == ["name,sign_in_name,password"]


@pytest.mark.parametrize("line", ["Vũ Đình Phúc,đ", "Vũ Đình Phúc", ",phuc"])
def test_one_wrong_line_adds_nobody(app, tmp_path, line):
    file = tmp_path / "people.csv"
    file.write_text(f"name,sign_in_name\nLê Thị Hương,huong\n{line}\n")
    done = run_import(app, file)
    assert done.exit_code == 1
    assert "Nobody was added." in done.output
    assert people_by_name(app) == {}


def run_import(app, file):
    return run(app, "people", "import", str(file))


def test_what_was_backed_up_can_be_restored_elsewhere_under_another_epoch(app, tmp_path):
    with app.app_context(), writing() as session:
        meeting = make.meeting(session)
        target = {"meeting_id": meeting.id, "item_id": make.item(session, meeting).id}
        sender = make.person(session).id
        session.add(UnfinishedUpload(**target, person_id=sender, file_name="a.pdf", size=9, head="0" * 64))
        first = epoch(session)
    paper = tmp_path / "data" / "papers" / "originals" / "ab"
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_text("a paper")
    (tmp_path / "data" / "papers" / "last-check.json").write_text("{}")  # says nothing of another machine
    assert run(app, "backup", str(tmp_path / "copy")).exit_code == 0
    assert not (tmp_path / "copy" / "papers" / "last-check.json").exists()
    assert run(app, "backup", str(tmp_path / "copy")).exit_code == 1, "never over an older one"

    other = create_app(DATA=str(tmp_path / "other"), TESTING=True)
    done = run(other, "restore", str(tmp_path / "copy"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "other" / "papers" / "originals" / "ab").read_text() == "a paper"
    for key in ("secret-key", "vote-record-key"):
        assert (tmp_path / "other" / key).read_text() == (tmp_path / "data" / key).read_text()
    with other.app_context(), reading() as session:
        assert session.query(Meeting).count() == 1
        assert session.query(UnfinishedUpload).count() == 0, "what had arrived was not copied"
        assert epoch(session) not in (None, first)
    other.extensions["database"].close()


def test_the_keys_of_open_urns_are_in_no_backup(app, tmp_path):
    """What else is called so, such as scripts of the pages, is copied."""
    for folder in ("urn", "static/1/js/voting/urn"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "7.key").write_bytes(bytes(32))
    assert run(app, "backup", str(tmp_path / "copy")).exit_code == 0
    assert [str(path.relative_to(tmp_path / "copy")) for path in (tmp_path / "copy").rglob("7.key")] == [
        "static/1/js/voting/urn/7.key"
    ]


def test_restoring_over_a_database_is_refused(app, tmp_path):
    run(app, "backup", str(tmp_path / "copy"))
    done = run(app, "restore", str(tmp_path / "copy"))
    assert done.exit_code == 1
    assert "holds a database" in done.output
