"""The votes as tables for a spreadsheet: a row for each vote, or for each name, and for each result of an earlier
meeting that was told to this one; what each group came to; and the roll calls, a row for each answer."""

import csv
from io import StringIO

from .composing import answer_words, held, numbers_of, outcome_words
from .reading import broken_how, groups_of, in_hall_at, names_of, read_votes, roll_call, state_of
from .wording import (
    BASE_SENTENCES,
    KIND_SENTENCES,
    OPTION_SENTENCES,
    PURPOSE_SENTENCES,
    STATE_SENTENCES,
    TIE_SENTENCES,
)

# Without it Excel takes the letters for those of another century.
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet would take for a formula, and carry out: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMN_SENTENCES = [
    "Vote number",
    "Agenda item",
    "Question",
    "Kind of vote",
    "How it was held",
    "State",
    "Opened at",
    "Closed at",
    "Published at",
    "On the hall screen at",
    "Majority",
    "Entitled to vote",
    "Present",
    "Ballots cast",
    "Did not vote",
    "Invalid ballots",
    "Blank ballots",
    "Base of the percentages",
    "Of how many",
    "Name",
]
END_SENTENCES = [
    "Required",
    "Result",
    "How a tie was broken",
    "Hash of the result",
    "Told for what",
    "Taken by circulation in",
]
GROUP_SENTENCES = ["Vote number", "Question", "Name", "Group"]
# What of a group's numbers is under which head.
OF_GROUP_SENTENCES = {
    "electorate": "Entitled to vote",
    "cast": "Ballots cast",
    "not_cast": "Did not vote",
    "invalid": "Invalid ballots",
    "blank": "Blank ballots",
}
ROLL_CALL_SENTENCES = ["Vote number", "Question", "Full name", "Answer"]


def votes_csv(record, words):
    """The text of the file, vote by vote: a row for each, or for each of its names; two columns for each answer there
    was. What was told of an earlier meeting has no number here."""
    votes = list(read_votes(record))
    told = [report["vote"] | {"result": told_result(report)} for report in record["reported"]]
    options = counted_answers([vote for vote, _opened, _later in votes] + told)
    answers = [words.of(OPTION_SENTENCES, option) for option in options]
    heads = [words.translate(head) for head in COLUMN_SENTENCES]
    heads += [head for answer in answers for head in (answer, f"{answer} (%)")]
    heads += [words.translate(head) for head in END_SENTENCES]
    yield BYTE_ORDER_MARK + written([heads])
    for place, (vote, opened, later) in enumerate(votes, start=1):
        start = [place, *question_cells(vote, opened["item"], later, words)]
        rows = [start + cells for cells in number_cells(vote, options, words)]
        yield written([row + [""] * (len(heads) - len(row)) for row in rows])
    for report, vote in zip(record["reported"], told, strict=True):
        start, end = ["", *question_cells(vote, report["item"], [], words)], told_cells(report, words)
        yield written(start + cells + end for cells in number_cells(vote, options, words))


def told_result(report):
    return report["result"] | {"hash": report["result_hash"]}


def told_cells(report, words):
    meeting = report["meeting"]
    where = f"{meeting['title']} ({words.moment(meeting['starts_at'])})"
    return [words.of(PURPOSE_SENTENCES, report["purpose"]), where]


def counted_answers(votes):
    """All answers that are counted in one of these votes, each once, in the order of the ballot papers."""
    counted = [part["counts"] for vote in votes if vote["result"] for part in parts_of(vote["result"])]
    return [option for option in OPTION_SENTENCES if any(option in counts for counts in counted)]


def parts_of(result):
    """What has counts of its own: each name or, where there is none, the vote."""
    return result["subjects"] or [result]


def roll_calls_csv(record, words):
    """The text of the file, vote by vote: a row for each answer that was given by name."""
    yield BYTE_ORDER_MARK + written([[words.translate(head) for head in ROLL_CALL_SENTENCES]])
    for place, (vote, opened, later) in enumerate(read_votes(record), start=1):
        for answer, names in roll_call(vote, names_of(opened, later)):
            said = answer_words(vote, answer, words)
            yield written([[place, vote["title"], name, said] for name in names])


def groups_csv(record, words):
    """The text of the file, vote by vote: a row for each group, or for each name and group; a column for each answer
    there was."""
    votes = list(read_votes(record))
    options = counted_answers([vote for vote, _opened, _later in votes if groups_of(vote["result"])])
    heads = [words.translate(head) for head in (*GROUP_SENTENCES, *OF_GROUP_SENTENCES.values())]
    yield BYTE_ORDER_MARK + written([heads + [words.of(OPTION_SENTENCES, option) for option in options]])
    for place, (vote, _opened, _later) in enumerate(votes, start=1):
        for group in groups_of(vote["result"]):
            yield written(
                [place, vote["title"], title, group["group"] or words.word("no_group")]
                + [group[name] for name in OF_GROUP_SENTENCES]
                + [counts.get(option, "") for option in options]
                for title, counts in counts_of(vote, group)
            )


def counts_of(vote, group):
    """[(name, {option: number})] in the order of the ballot paper; one question has no name."""
    names = [(subject["title"], group["subjects"][str(subject["id"])]) for subject in vote["subjects"]]
    return names or [("", group["counts"])]


def question_cells(vote, item, later, words):
    return [
        f"{item['number']}. {item['title']}",
        vote["title"],
        words.of(KIND_SENTENCES, vote["kind"]),
        held(vote, words),
        words.of(STATE_SENTENCES, state_of(vote, later)),
        *[words.moment(vote[f"{step}_at"]) for step in ("opened", "closed", "published")],
        words.moment(in_hall_at(vote, later)),
        words.translate(vote["rule"]["label"]),
    ]


def number_cells(vote, options, words):
    """One list of cells for each row of the vote."""
    result = vote["result"]
    if result is None:
        yield []
        return
    base = result["base"]
    for part in parts_of(result):
        yield [
            *[number for _name, number in numbers_of(vote)],
            words.of(BASE_SENTENCES, base["kind"]),
            base["number"],
            part.get("title", ""),
            *[cell for option in options for cell in answer_cells(part, option, words)],
            part["required"],
            outcome_words(vote, part, words),
            words.of(TIE_SENTENCES, broken_how(result)),
            result["hash"],
        ]


def answer_cells(part, option, words):
    share = part["percent"].get(option)
    return [part["counts"].get(option, ""), "" if share is None else words.percent(share)]


def written(rows):
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell):
    """A cell that is text in every spreadsheet; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
