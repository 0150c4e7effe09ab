"""Whatever people can be told, they can be told in Vietnamese."""

import ast
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

TOOL = Path(__file__).resolve().parent.parent / "bin" / "translations"


@pytest.fixture(scope="module")
def translations():
    spec = spec_from_loader("translations", SourceFileLoader("translations", str(TOOL)))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def used(translations):
    return translations.used_sentences()


def test_every_sentence_is_translated_and_no_translation_is_left_over(translations, used):
    assert list(translations.complaints(used, translations.read_catalogue())) == []


def test_sentences_of_every_kind_are_found(used):
    assert "There is no such meeting." in used, "a refusal"
    assert "Please fill in this field." in used, "a table of sentences"
    assert "Sign-in name" in used, "a template"
    assert "Connected" in used, "a script"
    assert used["{count} minute"][0] == "{count} minutes", "a plural in a script"
    assert "Two thirds of those present" in used, "a majority rule"


def test_a_refusal_with_a_choice_of_two_sentences_gives_both(translations):
    tree = ast.parse('raise Refused("It is open." if is_open else "It is closed.", code="x")')
    assert list(translations.python_texts(tree, {"Refused"})) == ["It is open.", "It is closed."]


def test_a_translation_that_forgot_a_place_is_noticed(translations):
    catalogue = Catalog(locale="vi")
    catalogue.add("{name} has the floor", "Đang phát biểu")
    catalogue.add("Room %(room)s", "Phòng %(room)s")
    used = {"{name} has the floor": (None, "a"), "Room %(room)s": (None, "b"), "New": (None, "c")}
    assert list(translations.complaints(used, catalogue)) == [
        "c: not translated: 'New'",
        "a: the translation has other places to fill: '{name} has the floor'",
    ]
