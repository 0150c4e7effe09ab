"""Signed papers: said is what holds, what does not, and what nobody here can know."""

import socket
import threading

import pytest
from pyhanko.sign.signers import SimpleSigner

from meeting.docs import inspecting
from meeting.docs.models import DocumentState

from . import files
from .conftest import remains
from .signing import NOW, YEAR, Authority, outside_addresses, signed, with_empty_field, with_other_words
from .test_engines import watch


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def lan(authority):
    return authority.signer("Nguyễn Thị Lan")


@pytest.fixture
def look_at(app, bring, document_of):
    """look_at(content): (warnings, signatures) of a paper that has been brought."""

    def look_at(content):
        document = document_of(bring(content))
        assert document.state == DocumentState.READY and remains(app) == []
        return document.warnings, inspecting.read_signatures(app.extensions["paper_jobs"].store, document.key)

    return look_at


@pytest.fixture
def trusting(app, tmp_path):
    """trusting(authority, …): the operator trusts these."""

    def trusting(*authorities):
        folder = tmp_path / "roots"
        folder.mkdir()
        for number, one in enumerate(authorities):
            (folder / f"{number}.pem").write_text(one.pem)
        app.config["TRUST_ROOTS"] = str(folder)

    yield trusting
    app.config["TRUST_ROOTS"] = ""


def test_an_unchanged_paper_says_who_signed_it_and_when(look_at, lan):
    warnings, (signature,) = look_at(signed(files.pdf(2), lan))
    assert warnings == ["signature_unchanged"]
    assert signature["at"] >= NOW.isoformat()
    assert signature | {"at": None} == {
        "signer": "Nguyễn Thị Lan",
        "at": None,
        "seal": "unchanged",
        "added": False,
        "trust": "no_list",
        "expired": False,
    }


def test_bytes_that_were_exchanged_show(look_at, lan):
    content = signed(files.pdf(), lan).replace(b"(Trang 1)", b"(Trang 9)")
    warnings, (signature,) = look_at(content)
    assert (warnings, signature["seal"], signature["trust"]) == (
        ["signature_changed"],
        "changed",
        "not_asked",
    )


def test_words_exchanged_by_an_update_behind_the_signature_show(look_at, lan):
    warnings, (signature,) = look_at(with_other_words(signed(files.pdf(), lan)))
    assert (warnings, signature["seal"]) == (["signature_changed"], "changed")


def test_a_second_signature_is_no_change(look_at, authority, lan):
    twice = signed(signed(files.pdf(), lan), authority.signer("Trần Văn Hùng"), "Signature2")
    warnings, signatures = look_at(twice)
    assert warnings == ["signature_unchanged"]
    assert [(one["signer"], one["seal"], one["added"]) for one in signatures] == [
        ("Nguyễn Thị Lan", "unchanged", True),
        ("Trần Văn Hùng", "unchanged", False),
    ]


def test_a_signature_whose_key_is_not_the_certificates_is_not_valid(look_at, authority, lan):
    """The certificate is Lan's; somebody else's key made the signature."""
    forger = authority.signer("Kẻ giả mạo")
    forged = SimpleSigner(lan.signing_cert, forger.signing_key, forger.cert_registry)
    warnings, (signature,) = look_at(signed(files.pdf(), forged))
    assert (warnings, signature["seal"]) == (["signature_invalid"], "invalid")
    assert signature["trust"] == "not_asked"


@pytest.mark.parametrize("part", [b"/ByteRange [", b"/Contents <3"])
def test_a_signature_that_cannot_be_read_is_unclear(look_at, lan, part):
    content = signed(files.pdf(), lan).replace(part, b"/Nothing".ljust(len(part) - 2) + part[-2:])
    warnings, (signature,) = look_at(content)
    assert (warnings, signature["seal"], signature["signer"]) == (["signature_unclear"], "unclear", "")


def test_a_broken_envelope_is_unclear(look_at, lan):
    content = signed(files.pdf(), lan)
    at = content.index(b"/Contents <3") + 200
    warnings, (signature,) = look_at(content[:at] + b"00" * 20 + content[at + 40 :])
    assert (warnings, signature["seal"]) == (["signature_unclear"], "unclear")


def test_a_field_nobody_has_signed_is_no_signature(look_at):
    assert look_at(with_empty_field(files.pdf())) == ([], [])


def test_the_operators_authorities_are_trusted_and_no_others(look_at, trusting, authority, lan):
    stranger = Authority("Người lạ").signer("Nguyễn Thị Lan")
    trusting(Authority("Khác"), authority)
    assert [one["trust"] for one in look_at(signed(files.pdf(), lan))[1]] == ["trusted"]
    warnings, (signature,) = look_at(signed(files.pdf(), stranger))
    assert (warnings, signature["seal"], signature["trust"]) == (
        ["signature_unchanged"],
        "unchanged",
        "untrusted",
    )


def test_a_certificate_whose_time_is_over_is_not_trusted_today(look_at, trusting, authority):
    trusting(authority)
    before = authority.signer("Nguyễn Thị Lan", NOW - 3 * YEAR, NOW - YEAR)
    (signature,) = look_at(signed(files.pdf(), before))[1]
    assert (signature["seal"], signature["trust"], signature["expired"]) == ("unchanged", "untrusted", True)


def test_what_the_operator_gives_that_is_no_certificate_trusts_nobody(look_at, app, tmp_path, lan):
    (tmp_path / "roots.pem").write_bytes(b"\xff\xfe not a certificate")
    app.config["TRUST_ROOTS"] = str(tmp_path / "roots.pem")
    try:
        assert [one["trust"] for one in look_at(signed(files.pdf(), lan))[1]] == ["no_list"]
    finally:
        app.config["TRUST_ROOTS"] = ""


def test_nobody_is_asked_about_a_certificate(look_at, trusting, monkeypatch):
    """Even where bubblewrap does not shut the network out."""
    from meeting.docs import sandbox

    from . import signing

    monkeypatch.setattr(sandbox, "kind", lambda: "limits")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        visits, over = [], threading.Event()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/ocsp"
        monkeypatch.setattr(signing, "outside_addresses", lambda: outside_addresses(address))
        authority = Authority()
        trusting(authority)
        watcher = threading.Thread(target=watch, args=(server, visits, over))
        watcher.start()
        try:
            (signature,) = look_at(signed(files.pdf(), authority.signer("Lan")))[1]
        finally:
            over.set()
            watcher.join()
    assert (visits, signature["trust"]) == ([], "trusted")


def test_the_pages_are_there_before_anybody_looks_at_signatures(app, bring, document_of, lan):
    """What waits for the worker comes in the order of its importance: this last of all."""
    from meeting.docs.converting import prepare

    jobs = app.extensions["paper_jobs"]
    paper_id = bring(signed(files.pdf(), lan), convert=False)
    document_id = document_of(paper_id).id
    with app.app_context():
        prepare(jobs.room, document_id, lambda *_piece: None)
    assert document_of(paper_id).readable_at and document_of(paper_id).warnings == ["signed"]
    jobs.inspect(document_id)
    jobs.draw(document_id, "page", [1])
    assert [jobs.huey.dequeue().name for _ in range(2)] == ["draw", "inspect"]
    with app.app_context():
        jobs.inspect_now(document_id)
    assert document_of(paper_id).warnings == ["signature_unchanged"]


def test_readers_hear_what_was_found_and_may_read_it(meeting, bring, client, facts, lan):
    paper_id = bring(signed(files.pdf(), lan))
    told = [
        payload["paper"]
        for channel, name, payload in facts()
        if (channel, name) == ("meeting", "paper:changed")
    ]
    version = told[-1]["version"]
    assert version["warnings"] == ["signature_unchanged"]
    address = f"/api/meetings/{meeting.id}/papers/{paper_id}/{version['key']}/signatures"
    assert client("lan").get(address).json["signatures"][0]["signer"] == "Nguyễn Thị Lan"


def test_a_paper_is_looked_through_again_when_other_authorities_are_trusted(
    app, bring, document_of, trusting, authority
):
    from meeting.docs.jobs import Jobs
    from meeting.docs.worker import requeue

    paper_id = bring(signed(files.pdf(), authority.signer("Lan")))
    document, jobs = document_of(paper_id), app.extensions["paper_jobs"]
    trusting(authority)
    restarted = Jobs(app)
    restarted._room = jobs.room
    with app.app_context():
        requeue(restarted, fresh_start=True)
        waiting = restarted.huey.dequeue()
        assert (waiting.name, waiting.args) == ("inspect", (document.id,))
        restarted.inspect_now(document.id)
        requeue(restarted, fresh_start=True)
    assert restarted.huey.dequeue() is None
    assert inspecting.read_signatures(jobs.store, document.key)[0]["trust"] == "trusted"
    restarted.huey.storage.close()
