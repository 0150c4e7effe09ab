"""The people of the installation, as the secretariat keeps them."""

import re
import unicodedata

from sqlalchemy import select

from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Office
from .models import Person
from .signing_in import end_all_sign_ins, normal_name

KEEPERS = (Office.SECRETARIAT, Office.ADMINISTRATOR)


def require_keeper(person):
    if person.office not in KEEPERS:
        raise NotAllowed("Only the secretariat may do this.")


def require_administrator(person):
    if person.office != Office.ADMINISTRATOR:
        raise NotAllowed("Only an administrator may do this.")


def add_person(session, keeper, name, sign_in_name, password_hash, title="", office=Office.MEMBER):
    """A new person. Only an administrator gives an office other than member."""
    require_keeper(keeper)
    if office != Office.MEMBER and keeper.office != Office.ADMINISTRATOR:
        raise NotAllowed("Only an administrator may give this office.")
    return create_person(session, name, sign_in_name, password_hash, title, office)


def create_person(session, name, sign_in_name, password_hash, title="", office=Office.MEMBER):
    """The same with nobody asking: for the first administrator and the command line."""
    sign_in_name = normal_name(sign_in_name)
    if not name:
        raise Invalid("Please fill in this field.", field="name")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._@-]{1,98}", sign_in_name):
        raise Invalid(
            "A sign-in name has at least two letters a–z, digits or . _ - @ and begins with a letter or digit.",
            field="sign_in_name",
        )
    if session.scalar(select(Person.id).where(Person.sign_in_name == sign_in_name)):
        raise Invalid("This sign-in name is taken.", field="sign_in_name")
    person = Person(
        name=name, sign_in_name=sign_in_name, title=title, office=office, password_hash=password_hash
    )
    session.add(person)
    session.flush()
    return person


def change_person(session, keeper, person_id, name, title, locked=False):
    """Returns (person, ids of the sign-ins that ended because the person was locked)."""
    require_keeper(keeper)
    person = find_person(session, person_id)
    require_rank(keeper, person)
    if locked and person.id == keeper.id:
        raise Invalid("You cannot lock yourself out.", field="locked")
    person.name, person.title, person.locked = name, title, locked
    return person, end_all_sign_ins(session, person) if locked else []


def reset_password(session, keeper, person_id, password_hash):
    """A new password for somebody who lost theirs. Returns the ids of the sign-ins that ended."""
    require_keeper(keeper)
    person = find_person(session, person_id)
    require_rank(keeper, person)
    person.password_hash = password_hash
    return end_all_sign_ins(session, person)


def require_rank(keeper, person):
    """The secretariat must not be able to take over an administrator's account, nor a colleague's."""
    if person.office != Office.MEMBER and keeper.office != Office.ADMINISTRATOR and keeper.id != person.id:
        raise NotAllowed("Only an administrator may change this person.")


def find_person(session, person_id):
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    return person


def list_people(session, keeper, query=""):
    """Everybody, or those whose name or sign-in name has the words, diacritics ignored; at most 500."""
    require_keeper(keeper)
    people = session.scalars(select(Person).order_by(Person.id)).all()
    wanted = fold(query).split()
    found = [
        p for p in people if all(word in fold(f"{p.name} {p.sign_in_name} {p.title}") for word in wanted)
    ]
    return found[:500]


def fold(text):
    """Lower case without diacritics: "Nguyễn Đức" and "nguyen duc" are found alike."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def person_payload(person):
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "sign_in_name": person.sign_in_name,
        "office": person.office,
        "locked": person.locked,
    }
