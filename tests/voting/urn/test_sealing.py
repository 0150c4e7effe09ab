"""Sealed answers: the tablet's library and the server's understand one another, and a length tells nothing."""

import itertools
import json
import shutil
import subprocess

import pytest
from nacl.public import PrivateKey, SealedBox

from meeting.config import SOURCE
from meeting.errors import Invalid
from meeting.voting.answers import VoteShape, parse_answer
from meeting.voting.models import Form
from meeting.voting.urn.sealing import (
    count_hash,
    padded,
    require_sealed_size,
    sealed_size,
    sort_answers,
    unseal,
)

MOTION = VoteShape(Form.ONE, ("for", "against", "abstain"))
ELECTION = VoteShape(Form.PICKS, (), (1, 2, 10), max_picks=2)
CONFIDENCE = VoteShape(Form.EACH, ("high", "confidence", "low"), (1, 2, 10))
ANSWERS = {
    MOTION: [{"choice": option} for option in MOTION.options],
    ELECTION: [{"picks": []}, {"picks": [2]}, {"picks": [2, 10]}],
    CONFIDENCE: [
        {"each": dict(zip(("1", "2", "10"), options, strict=True))}
        for options in itertools.product(CONFIDENCE.options, repeat=3)
    ],
}
EVERY_ANSWER = [(shape, answer) for shape, answers in ANSWERS.items() for answer in answers]

ON_A_TABLET = """
import { readFileSync } from "node:fs"
const voting = process.argv[1]
const { sealAnswer } = await import(`${voting}/sealing.js`)
const { fetchNoble, unseal } = await import(`${voting}/urn/sealed-box.js`)
const { fromHex } = await import(`${voting}/urn/hexadecimal.js`)
const { secret, cases, sealed } = JSON.parse(readFileSync(0, "utf8"))
const noble = await fetchNoble()
const own = { secretKey: fromHex(secret), publicKey: noble.x25519.getPublicKey(fromHex(secret)) }
console.log(JSON.stringify({
  sealed: await Promise.all(cases.map(({ vote, answer }) => sealAnswer(vote, answer))),
  opened: sealed.map((one) => JSON.parse(new TextDecoder().decode(unseal(noble, one, own)))),
}))
"""


@pytest.fixture
def key():
    return PrivateKey.generate()


def seal(key, shape, answer):
    return SealedBox(key.public_key).encrypt(padded(shape, answer))


def seal_text(key, shape, text):
    return SealedBox(key.public_key).encrypt(text.ljust(sealed_size(shape) - 48).encode())


def vote_of(shape, key):
    """As the tablet knows it."""
    return {
        "form": shape.form,
        "options": shape.options,
        "subjects": [{"id": subject} for subject in shape.subjects],
        "urn_key": bytes(key.public_key).hex(),
    }


def test_tablet_and_server_open_what_the_other_has_sealed(key):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    asked = {
        "secret": bytes(key).hex(),
        "cases": [{"vote": vote_of(shape, key), "answer": answer} for shape, answer in EVERY_ANSWER],
        "sealed": [seal(key, shape, answer).hex() for shape, answer in EVERY_ANSWER],
    }
    done = subprocess.run(
        [node, "--input-type=module", "-e", ON_A_TABLET, SOURCE / "static/js/voting"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["opened"] == [answer for _, answer in EVERY_ANSWER]
    for (shape, answer), sealed in zip(EVERY_ANSWER, map(bytes.fromhex, said["sealed"]), strict=True):
        require_sealed_size(shape, sealed)
        assert unseal(key, shape, sealed) == parse_answer(shape, answer)


@pytest.mark.parametrize("shape", ANSWERS, ids=lambda shape: shape.form)
def test_every_answer_to_a_vote_is_as_long_as_every_other(key, shape):
    assert {len(seal(key, shape, answer)) for answer in ANSWERS[shape]} == {sealed_size(shape)}


@pytest.mark.parametrize("more", [-1, 1, -48, 1000])
def test_any_other_length_is_refused(key, more):
    with pytest.raises(Invalid) as refusal:
        require_sealed_size(MOTION, bytes(sealed_size(MOTION) + more))
    assert refusal.value.code == "sealed_wrong_size"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "for",
        '{"choice":"FOR"}',
        '{"choice":1}',
        '{"choice":"for","x":1}',
        '{"picks":[1]}',
        "\x00\x01\x02",
        "[" * 20,
    ],
)
def test_what_is_no_answer_to_the_vote_is_none_and_raises_nothing(key, text):
    assert unseal(key, MOTION, seal_text(key, MOTION, text)) is None


def test_a_forged_a_damaged_and_a_misdirected_ballot_are_none(key):
    good = seal(key, MOTION, {"choice": "for"})
    assert unseal(key, MOTION, good) == {"choice": "for"}
    assert unseal(key, MOTION, bytes(len(good))) is None
    assert unseal(key, MOTION, good[:-1] + bytes([good[-1] ^ 1])) is None
    assert unseal(key, MOTION, seal(PrivateKey.generate(), MOTION, {"choice": "for"})) is None


def test_bytes_that_are_no_text_are_none(key):
    junk = SealedBox(key.public_key).encrypt(b"\xff" * (sealed_size(MOTION) - 48))
    assert unseal(key, MOTION, junk) is None


def test_the_order_of_what_comes_out_is_that_of_the_answers_alone():
    answers = [{"choice": "for"}, None, {"choice": "abstain"}, {"choice": "for"}, {"choice": "against"}]
    for order in itertools.permutations(answers):
        assert [answer and answer["choice"] for answer in sort_answers(order)] == [
            "abstain",
            "against",
            "for",
            "for",
            None,
        ]


def test_two_counts_have_one_hash_exactly_when_they_found_the_same():
    found = [{"choice": "for"}, None, {"choice": "against"}]
    assert count_hash(7, found) == count_hash(7, found[::-1])
    assert count_hash(7, found) != count_hash(7, [*found, None])
    assert count_hash(7, found) != count_hash(8, found)
