"""The record as something to be printed and signed by hand: blocks of text and tables, for whatever draws them. Every
number is the result's own; nothing is counted here."""

from ..tally import places_left
from .reading import (
    broken_how,
    closed_of,
    comments_of,
    groups_of,
    in_hall_at,
    names_of,
    options_of,
    read_votes,
    roll_call,
    state_of,
)
from .wording import (
    BASE_SENTENCES,
    CIRCULATED_SENTENCES,
    KIND_SENTENCES,
    MANNER_SENTENCES,
    OPTION_SENTENCES,
    OUTCOME_SENTENCES,
    PURPOSE_SENTENCES,
    SECRECY_SENTENCES,
    STATE_SENTENCES,
    TIE_SENTENCES,
)

# Answers that speak against somebody: who reaches the number loses the vote.
MISTRUST = ("low", "no_confidence")


def compose(record, words):
    """[block]; see printer/ for what each looks like."""
    blocks = head(record, words)
    votes = list(read_votes(record))
    if not votes:
        blocks.append({"kind": "text", "text": words.word("none")})
    places = {vote["id"]: place for place, (vote, _, _) in enumerate(votes, start=1)}
    for vote, opened, later in votes:
        blocks += vote_blocks(vote, opened, later, places, words)
    for report in record["reported"]:
        blocks += reported_blocks(report, words)
    return blocks + foot(record, words)


def head(record, words):
    meeting = record["meeting"]
    right = [words.word("republic").upper(), words.word("motto")] if words.language == "vi" else []
    return [
        {"kind": "letterhead", "left": [meeting["body"].upper()], "right": right},
        {"kind": "title", "text": words.word("minutes").upper()},
        {"kind": "subtitle", "text": f"{meeting['title']} ({words.moment(meeting['starts_at'])})"},
    ]


def vote_blocks(vote, opened, later, places, words):
    blocks: list[dict] = [{"kind": "heading", "text": f"{places[vote['id']]}. {vote['title']}"}]
    blocks += [{"kind": "strong", "text": text} for text in remarks(vote, opened, later, places, words)]
    blocks.append({"kind": "facts", "rows": facts(vote, opened, later, words)})
    result = vote["result"]
    if result:
        blocks.append(subjects_table(vote, words) if result["subjects"] else answers_table(vote, words))
        blocks.append({"kind": "facts", "strong": True, "rows": outcome(vote, words)})
        blocks += [{"kind": "text", "text": text} for text in explanations(vote, words)]
        blocks += groups_blocks(vote, words)
        if vote["state"] != "annulled":  # its numbers stay; to be read aloud it is no more
            blocks.append({"kind": "strong", "text": words.word("script")})
            blocks.append({"kind": "text", "text": result["script"][words.language]})
    return [*blocks, *names_blocks(vote, opened, later, words)]


def remarks(vote, opened, later, places, words):
    """What must not be overlooked."""
    annulment = vote["annulment"]
    if vote["state"] == "annulled":
        yield words.made(2, reason=annulment["reason"], **both(annulment))
    if opened["rerun_of"] in places:
        yield words.made(3, number=places[opened["rerun_of"]])
    if vote["is_consultative"]:
        yield words.word("consultative")
    if opened["despite_quorum"]:
        yield words.word("no_quorum")
    if closed_of(later).get("despite_missing") and not circulates(vote):
        yield words.word("missing")


def circulates(vote):
    """Nobody is present at it, and who did not answer has not replied."""
    return vote["manner"] == "circulation"


def both(act):
    """The two who answer for it."""
    return {side: (act.get(side) or {}).get("name", "–") for side in ("by", "with")}


def facts(vote, opened, later, words):
    item, rule = opened["item"], vote["rule"]
    rows = [
        (words.word("item"), f"{item['number']}. {item['title']}"),
        (words.word("kind"), words.of(KIND_SENTENCES, vote["kind"])),
        (words.word("held"), held(vote, words)),
        (words.word("rule"), words.translate(rule["label"])),
        (words.word("source"), words.translate(rule["source"])),
        *[(words.word(step), words.moment(vote[f"{step}_at"])) for step in ("opened", "closed", "published")],
        (words.word("in_hall"), words.moment(in_hall_at(vote, later))),
        (words.word("state"), words.of(STATE_SENTENCES, state_of(vote, later))),
    ]
    rows += [(words.word("deadline"), words.moment(vote["deadline_at"]))]
    rows += [(number_words(vote, name, words), words.number(number)) for name, number in numbers_of(vote)]
    return [row for row in rows if row[1]]


def numbers_of(vote):
    """[(name, number or None)] of the whole vote, as far as each says something of it."""
    result = vote["result"] or {}
    told = {
        name: result.get(name) for name in ("electorate", "present", "cast", "not_cast", "invalid", "blank")
    }
    return list((told | {"present": None} if circulates(vote) else told).items())


def number_words(vote, name, words):
    return (
        words.of(CIRCULATED_SENTENCES, name)
        if circulates(vote) and name in CIRCULATED_SENTENCES
        else words.word(name)
    )


def held(vote, words):
    secrecy, manner = words.of(SECRECY_SENTENCES, vote["secrecy"]), words.of(MANNER_SENTENCES, vote["manner"])
    return f"{secrecy}, {manner}"


def answers_table(vote, words):
    result = vote["result"]
    base = result["base"]
    of_base = words.made(0, number=words.number(base["number"]), base=words.of(BASE_SENTENCES, base["kind"]))
    numbers = {option: result["counts"][option] for option in options_of(vote)}
    numbers |= {"not_cast": result["not_cast"], "invalid": result["invalid"]}
    rows = [
        [answer_words(vote, name, words), words.number(number), words.percent(result["percent"].get(name))]
        for name, number in numbers.items()
        if name != "invalid" or number
    ]
    return {"kind": "table", "head": [words.word("answer"), words.word("number"), of_base], "rows": rows}


def subjects_table(vote, words):
    """A row for each name, in the order of the result; a column of numbers with their share for each answer."""
    subjects = vote["result"]["subjects"]
    options = options_of(vote)
    top = [
        words.word("candidate"),
        *[words.of(OPTION_SENTENCES, option) for option in options],
        words.word("required"),
        words.word("outcome"),
    ]
    rows = [
        [
            subject["title"],
            *[counted(subject, option, words) for option in options],
            words.number(subject["required"]),
            outcome_words(vote, subject, words),
        ]
        for subject in sorted(subjects, key=lambda subject: subject["rank"])
    ]
    return {"kind": "table", "head": top, "rows": rows}


def groups_blocks(vote, words):
    """Of one question; of several names it would be a table for each of them: those are in the tables for a
    spreadsheet."""
    result = vote["result"]
    groups = groups_of(result)
    if not groups or result["subjects"]:
        return []
    parts = ["not_cast", *(["invalid"] if result["invalid"] else [])]
    answers = [answer_words(vote, answer, words) for answer in [*options_of(vote), *parts]]
    rows = [
        [
            group["group"] or words.word("no_group"),
            *[words.number(group["counts"][option]) for option in options_of(vote)],
            *[words.number(group[name]) for name in (*parts, "electorate")],
        ]
        for group in groups
    ]
    top = [words.word("group"), *answers, words.word("electorate")]
    return [
        {"kind": "strong", "text": words.word("by_group")},
        {"kind": "table", "head": top, "rows": rows},
    ]


def counted(subject, option, words):
    share = subject["percent"].get(option)
    number = words.number(subject["counts"][option])
    return f"{number} ({words.percent(share)})" if share is not None else number


def outcome_words(vote, part, words):
    """What came of the vote or of one of its names; where mistrust was counted, who reached the number was not
    "adopted"."""
    option = vote["rule"].get("option")
    if "title" not in part or option not in MISTRUST or part["outcome"] not in ("adopted", "rejected"):
        return words.of(OUTCOME_SENTENCES, part["outcome"])
    if part["outcome"] == "adopted":
        return words.word("has_confidence")
    if option == "low":
        return words.filled("low_reached", share=part["reached"][-1])
    return words.word("lost_confidence")


def outcome(vote, words):
    result = vote["result"]
    required = [(words.word("required"), words.number(result["required"]))] if result["required"] else []
    is_choice = result["outcome"] == "incomplete" and vote["kind"] == "choice"
    came_to = "incomplete_choice" if is_choice else result["outcome"]
    return [*required, (words.word("outcome"), words.of(OUTCOME_SENTENCES, came_to))]


def places_tied_for(result):
    chosen = (result.get("tie_break") or {}).get("chosen")
    return len(chosen) if chosen else max(places_left(result), 1)


def explanations(vote, words):
    result = vote["result"]
    titles = {subject["id"]: subject["title"] for subject in result["subjects"]}
    for tie in result["ties"]:
        left = places_tied_for(result)
        yield words.made(
            5 if left == 1 else 9, count=left, names=", ".join(titles[subject] for subject in tie)
        )
    if how := broken_how(result):
        yield words.of(TIE_SENTENCES, how)
    broken = result.get("tie_break") or {}
    if broken.get("chosen"):
        yield words.made(6, names=", ".join(titles[subject] for subject in broken["chosen"]))
    if broken.get("note"):
        yield broken["note"]
    if result["by_hand"]:
        yield by_hand_words(result["by_hand"], words)


def by_hand_words(act, words):
    """A roll call that was meant from the beginning has no reason; one of before it took two has one name."""
    if act["reason"] and act["with"]:
        return words.made(1, reason=act["reason"], **both(act))
    names = ", ".join(act[side]["name"] for side in ("by", "with") if act[side])
    if not act["reason"]:
        return words.filled("entered", names=names)
    return words.filled("entered_because", names=names, reason=act["reason"])


def reported_blocks(report, words):
    """A result of an earlier meeting that was told to this one, and where its record is."""
    item, vote, meeting = report["item"], report["vote"], report["meeting"]
    yield {"kind": "heading", "text": words.made(7, title=vote["title"])}
    if vote["state"] == "annulled":
        yield {"kind": "strong", "text": words.of(STATE_SENTENCES, "annulled").upper()}
    rows = [
        (words.word("item"), f"{item['number']}. {item['title']}"),
        (words.word("purpose"), words.of(PURPOSE_SENTENCES, report["purpose"])),
        (words.word("closed"), words.moment(vote["closed_at"])),
        *[
            (words.word(name), words.number(report["result"][name]))
            for name in ("electorate", "cast", "not_cast")
        ],
    ]
    told = vote | {"result": report["result"]}
    yield {"kind": "facts", "rows": rows}
    yield answers_table(told, words)
    yield {"kind": "facts", "strong": True, "rows": outcome(told, words)}
    if how := broken_how(report["result"]):
        yield {"kind": "text", "text": words.of(TIE_SENTENCES, how)}
    where = words.made(8, meeting=meeting["title"], at=words.moment(meeting["starts_at"]))
    yield {"kind": "text", "text": where}
    yield {"kind": "small", "text": f"{words.word('result_hash')}: {report['result_hash']}"}


def names_blocks(vote, opened, later, words):
    names = names_of(opened, later)
    let_in = [event["name"] for event in later if event["event"] == "admitted"]
    recused = [one["name"] for one in opened["recused"]]
    recused += [event["name"] for event in later if event["event"] == "recused"]
    groups = [(words.word("recused"), recused), (words.word("admitted"), let_in)]
    rolls = [(answer_words(vote, answer, words), listed) for answer, listed in roll_call(vote, names)]
    if rolls:
        yield {"kind": "strong", "text": words.word("roll_call")}
    for label, listed in [*rolls, *groups]:
        if listed:
            yield {"kind": "names", "label": f"{label} ({words.number(len(listed))})", "names": listed}
    if comments := comments_of(later, names):
        yield {"kind": "strong", "text": words.word("comments")}
        yield {"kind": "facts", "rows": comments}


def answer_words(vote, answer, words):
    """One answer as it is told beside a name."""
    if isinstance(answer, str):
        silent = answer == "not_cast" and circulates(vote)
        return words.of(CIRCULATED_SENTENCES if silent else OPTION_SENTENCES, answer)
    titles = {str(subject["id"]): subject["title"] for subject in vote["subjects"]}
    if "picks" in answer:
        return ", ".join(titles[str(pick)] for pick in answer["picks"]) or words.of(OPTION_SENTENCES, "blank")
    if "each" in answer:
        each = answer["each"].items()
        return "; ".join(
            f"{titles[subject]}: {words.of(OPTION_SENTENCES, option)}" for subject, option in each
        )
    return words.of(OPTION_SENTENCES, answer.get("choice"))


def foot(record, words):
    roles = [words.word(role).upper() for role in ("chair", "tellers", "secretary")]
    return [
        {"kind": "signatures", "columns": roles},
        {"kind": "small", "text": words.made(4, at=words.moment(record["made_at"]))},
        {"kind": "small", "text": f"{words.word('entries')}: {record['count']}"},
        {"kind": "small", "text": f"{words.word('last')}: {record['last']}"},
        {"kind": "small", "text": f"{words.word('key')}: {record['key']}"},
    ]
