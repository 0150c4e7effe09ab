"""What an operator does at a terminal: `.venv/bin/flask --app meeting COMMAND`."""

import csv
import getpass
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from .db import database, reading, writing
from .demo import seed_demo
from .errors import Refused
from .people.directory import create_person
from .people.models import Person
from .people.passwords import hash_password, new_password
from .permissions import Office

people = AppGroup("people", help="The people of the installation.")


def init_app(app):
    for entry in (migrate, new_migration, fill_with_demo, create_admin, people, backup):
        app.cli.add_command(entry)


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
    rows = list(csv.DictReader(file))
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
    """Copy the data folder to FOLDER, which must not exist yet, while the room may be in use.

    The database first, by SQLite's own online copy, then the papers: those are only ever added, so every paper the
    copied database knows is there. A PostgreSQL database is not included: use pg_dump.
    """
    data = Path(current_app.config["DATA"])
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise click.ClickException(f"{folder} exists already.") from None
    folder.chmod(0o700)
    if database().is_sqlite:
        here = Path(database().engine.url.database)
        with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(folder / here.name)) as copy:
            source.backup(copy)
    for entry in data.iterdir():
        if entry.name.startswith(("meeting.db", "jobs.db", "serve.lock")):
            continue  # the database is copied already; jobs begin anew
        if entry.is_dir():
            shutil.copytree(entry, folder / entry.name)
        else:
            shutil.copy2(entry, folder / entry.name)
    click.echo(f"Copied to {folder}")


@click.command("seed-demo")
@with_appcontext
def fill_with_demo():
    """Fill an empty installation with the demo meeting, and print its accounts."""
    for sign_in_name, password, who in seed_demo(current_app._get_current_object()):
        click.echo(f"{sign_in_name}\t{password}\t{who}")
