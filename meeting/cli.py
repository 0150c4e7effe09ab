"""What an operator does at a terminal: `.venv/bin/flask --app meeting COMMAND`."""

import csv
import getpass
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import delete, select

from .db import database, new_epoch, reading, writing
from .demo import seed_demo
from .docs.commands import papers
from .docs.models import UnfinishedUpload
from .errors import Refused
from .people.directory import create_person
from .people.models import Person
from .people.passwords import hash_password, new_password
from .permissions import Office
from .realtime.high_water import notice_older_database
from .static_files import publish

LEFT_OUT = ("incoming", "children", "trash", "books", "marked", "lock", "worker.json")

people = AppGroup("people", help="The people of the installation.")


def init_app(app):
    for entry in (
        prepare,
        migrate,
        new_migration,
        fill_with_demo,
        create_admin,
        people,
        papers,
        backup,
        restore,
        restored,
    ):
        app.cli.add_command(entry)


@click.command()
@with_appcontext
def prepare():
    """Bring the database and the browser's files to this version. Once, before web processes and worker start;
    bin/serve does it by itself."""
    migrate_database()
    notice_older_database()
    publish(current_app.config["DATA"])


@click.command()
@with_appcontext
def migrate():
    """Bring the database to the shape this version needs."""
    migrate_database()


def migrate_database():
    command.upgrade(migrations(), "head")


@click.command("new-migration")
@click.argument("message")
@with_appcontext
def new_migration(message):
    """Draft the next migration from what the models have and a migrated database has not. For developers."""
    config = migrations()
    count = len(list(Path(config.get_main_option("script_location"), "versions").glob("*.py")))
    command.revision(config, message, autogenerate=True, rev_id=f"{count + 1:04}")


def migrations():
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@click.command("create-admin")
@click.argument("sign_in_name")
@click.option("--name", prompt="Full name", help="The name as it is shown.")
@with_appcontext
def create_admin(sign_in_name, name):
    """Make the first administrator; asks for the password, or makes one when nobody is at the terminal."""
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else new_password()
    try:
        hashed = hash_password(password)
        with writing() as session:
            person = create_person(session, name, sign_in_name, hashed, office=Office.ADMINISTRATOR)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{person.sign_in_name} may sign in" + ("." if sys.stdin.isatty() else f" with {password}"))


@people.command("import")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
def import_people(file):
    """Add everybody in a CSV file with the columns name, sign_in_name, title.

    Prints name, sign-in name and first password as CSV, to be handed out. Those whose sign-in name exists are
    left as they are. Either everybody is added or, when one line is wrong, nobody.
    """
    rows = list(csv.DictReader(file, restval=""))
    missing = {"name", "sign_in_name"} - set(rows[0] if rows else ())
    if missing:
        raise click.ClickException(
            f"The file needs a first line with these columns: {', '.join(sorted(missing))}."
        )
    with reading() as session:
        known = set(session.scalars(select(Person.sign_in_name)))
    new = [row for row in rows if row["sign_in_name"].strip().lower() not in known]
    passwords = [new_password() for _ in new]
    hashes = [hash_password(password) for password in passwords]  # slow, so before the transaction
    try:
        with writing() as session:
            for row, hashed in zip(new, hashes, strict=True):
                create_person(
                    session,
                    row["name"].strip(),
                    row["sign_in_name"],
                    hashed,
                    (row.get("title") or "").strip(),
                )
    except Refused as refusal:
        raise click.ClickException(f"{row['sign_in_name']}: {refusal} Nobody was added.") from None
    printed = csv.writer(sys.stdout)
    printed.writerow(["name", "sign_in_name", "password"])
    printed.writerows(
        [row["name"], row["sign_in_name"], password] for row, password in zip(new, passwords, strict=True)
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
def backup(folder):
    """Copy everything to FOLDER, which must not exist yet. The room may be in use.

    The database comes first, by SQLite's own online copy: papers are only ever added, so every paper that the copied
    database knows is there. A PostgreSQL database is not included: use pg_dump.
    """
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise click.ClickException(f"{folder} exists already.") from None
    if database().is_sqlite:
        here = Path(database().engine.url.database)
        with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(folder / here.name)) as copy:
            source.backup(copy)
    data = current_app.config["DATA"]
    shutil.copytree(data, folder, dirs_exist_ok=True, ignore=left_out, copy_function=copy_if_there)
    click.echo(f"Copied to {folder}")


def left_out(folder, names):
    """The database is copied by itself; jobs, locks and half-received files mean nothing elsewhere. The keys of open
    urns must never lie where the ballots do: of a secret vote that is open meanwhile, the copy cannot be counted."""
    secret = ("urn",) if Path(folder) == Path(current_app.config["DATA"]) else ()
    return [
        n
        for n in names
        if n.startswith(("meeting.db", "jobs.db", "serve.lock", "last-")) or n in (*LEFT_OUT, *secret)
    ]


def copy_if_there(source, target):
    """A page that is just being written may have got its real name meanwhile; it can be drawn again."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def restore(folder):
    """Fill the data folder, which must hold no database yet, from what `backup` wrote to FOLDER."""
    data = Path(current_app.config["DATA"])
    if (data / "meeting.db").exists():
        raise click.ClickException(f"{data} holds a database. Name an empty folder in MEETING_DATA.")
    shutil.copytree(folder, data, dirs_exist_ok=True)
    migrate_database()
    with writing() as session:
        # Tablets may have heard more than the copy knows: another epoch makes all of them ask for everything.
        new_epoch(session)
        session.execute(delete(UnfinishedUpload))  # what had arrived of them was left out
    click.echo(f"Restored to {data}")


@click.command()
@with_appcontext
def restored():
    """Say that the database was put back by other means than `restore`: every tablet asks for everything."""
    with writing() as session:
        new_epoch(session)
    click.echo("Every tablet will ask for everything as soon as it hears of it.")


@click.command("seed-demo")
@with_appcontext
def fill_with_demo():
    """Fill an empty installation with the demo meeting, and print its accounts."""
    for sign_in_name, password, who in seed_demo(current_app._get_current_object()):
        click.echo(f"{sign_in_name}\t{password}\t{who}")
