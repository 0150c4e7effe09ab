"""What the printed record says, in the language of its reader. `bin/translations` finds the sentences here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

OPTION_SENTENCES = {
    "for": "For",
    "against": "Against",
    "abstain": "Abstain",
    "high": "High confidence",
    "confidence": "Confidence",
    "low": "Low confidence",
    "no_confidence": "No confidence",
    "picked": "Chosen",
    "not_cast": "Did not vote",
    "invalid": "Invalid",
    "blank": "Blank",
}
OUTCOME_SENTENCES = {
    "adopted": "Adopted",
    "rejected": "Not adopted",
    "elected": "Elected",
    "not_elected": "Not elected",
    "chosen": "Chosen",
    "not_chosen": "Not chosen",
    "tied": "Equal votes: to be decided",
    "incomplete": "Not all places are filled",
    "incomplete_choice": "Too few options have the votes needed",
    "counted": "Counted",
}
# Of what circulates
CIRCULATED_SENTENCES = {"cast": "Replied", "not_cast": "Did not reply"}
KIND_SENTENCES = {
    "motion": "Motion",
    "choice": "Choice of several",
    "election": "Election",
    "election_each": "Election, for or against each candidate",
    "confidence_three": "Confidence, three levels",
    "confidence_two": "Confidence, two levels",
}
SECRECY_SENTENCES = {
    "named": "Open vote, by name",
    "named_later": "Open vote, by name once published",
    "secret": "Secret ballot",
    "split": "Secret ballot; the key of the urn in the hands of three tellers",
}
MANNER_SENTENCES = {
    "tablet": "on the tablets",
    "circulation": "by circulation",
    "roll_call": "by roll call",
    "by_hand": "counted by hand",
}
STATE_SENTENCES = {
    "open": "Voting is open",
    "closed": "Closed, not published",
    "in_hall": "In the hall only",
    "published": "Published",
    "annulled": "Annulled",
}
BASE_SENTENCES = {
    "all": "all members",
    "present": "members present",
    "cast": "ballots cast",
    "for_against": "votes for and against",
}
PURPOSE_SENTENCES = {
    "information": "For information",
    "ratification": "To be ratified",
}
TIE_SENTENCES = {
    "rule": "The votes were equal: the side of the chair decided.",
    "lot": "The votes were equal: it was decided by lot.",
    "chair": "The votes were equal: the chair decided.",
}
WORD_SENTENCES = {
    "republic": "Socialist Republic of Viet Nam",
    "motto": "Independence – Freedom – Happiness",
    "minutes": "Record of the vote count",
    "none": "No vote was put to this meeting.",
    "item": "Agenda item",
    "kind": "Kind of vote",
    "held": "How it was held",
    "opened": "Opened at",
    "closed": "Closed at",
    "published": "Published at",
    "in_hall": "On the hall screen at",
    "state": "State",
    "rule": "Majority",
    "source": "According to",
    "electorate": "Entitled to vote",
    "present": "Present",
    "cast": "Ballots cast",
    "not_cast": "Did not vote",
    "invalid": "Invalid ballots",
    "blank": "Blank ballots",
    "required": "Required",
    "outcome": "Result",
    "answer": "Answer",
    "number": "Number",
    "candidate": "Name",
    "consultative": "Consultative: it decides nothing.",
    "no_quorum": "Opened although there was no quorum.",
    "missing": "Closed although members present had not answered.",
    "deadline": "Deadline for replies",
    "comments": "Comments",
    "has_confidence": "Has confidence",
    "lost_confidence": "Has lost confidence",
    "script": "Announcement",
    "roll_call": "Roll call",
    "by_group": "Answers by group",
    "group": "Group",
    "no_group": "No group",
    "recused": "Took no part for a conflict of interest",
    "admitted": "Let in while the vote was open",
    "chair": "Chair",
    "tellers": "Tellers",
    "secretary": "Secretary",
    "entries": "Entries in the signed record",
    "last": "Hash of the last entry",
    "purpose": "Told for what",
    "result_hash": "Hash of the result",
    "key": "Public key",
}
MADE_SENTENCES = [
    "Of %(base)s (%(number)s)",
    "Taken by hand: %(reason)s (%(by)s and %(with)s)",
    "ANNULLED: %(reason)s (%(by)s and %(with)s)",
    "Run again; this is the new vote on number %(number)s.",
    "Made on %(at)s from the signed record of the meeting.",
    "Equal votes at the last place: %(names)s",
    "Chosen so: %(names)s",
    "Told to this meeting: %(title)s",
    "Taken by circulation in “%(meeting)s” (%(at)s); its signed record is kept with that meeting.",
    "Equal votes at the last %(count)s places: %(names)s",
]
FILLED_SENTENCES = {
    "entered": "Entered by hand by %(names)s",
    "entered_because": "Entered by hand by %(names)s: %(reason)s",
    "low_reached": "Low confidence reached %(share)s",
}


@dataclass(frozen=True)
class Words:
    """`translate(sentence, **places)` gives the words; times are those of `zone`, a ZoneInfo."""

    language: str
    translate: Any
    zone: Any

    def word(self, name):
        return self.translate(WORD_SENTENCES[name])

    def of(self, sentences, name):
        return self.translate(sentences[name]) if name in sentences else str(name or "")

    def filled(self, name, **places):
        return self.translate(FILLED_SENTENCES[name], **places)

    def made(self, place, **places):
        return self.translate(MADE_SENTENCES[place], **places)

    def number(self, number):
        """1.234 in Vietnamese."""
        return "" if number is None else f"{number:,}".replace(",", "." if self.language == "vi" else ",")

    def percent(self, text):
        """The result's own text, "86.86": never through a float, the rounding was decided there."""
        if text is None:
            return "–"
        return f"{text.replace('.', ',') if self.language == 'vi' else text}%"

    def moment(self, text):
        """14:05, 23/11/2026"""
        return f"{datetime.fromisoformat(text).astimezone(self.zone):%H:%M, %d/%m/%Y}" if text else ""
