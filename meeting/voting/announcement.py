"""What the chair reads aloud when a result is published, in Vietnamese and English. Pure.

It is a part of the result and says its numbers, none of its own. It stands here and not among the translations: it is
kept, hashed and signed with the result in both languages, whatever a catalogue says later.
"""

LANGUAGES = ("vi", "en")


def announcement(result, title, names):
    """{"vi": text, "en": text}, a sentence on each line. `names`: {seat id: name}, as far as they are known."""
    return {language: "\n".join(Speaker(language, result, names).lines(title)) for language in LANGUAGES}


class Speaker:
    """One language, and one result said in it."""

    def __init__(self, language, result, names):
        self.language, self.result, self.names = language, result, names

    def lines(self, title):
        circulated = self.result["manner"] == "circulation"
        yield self.say("head_circulated" if circulated else HEADS[self.result["kind"]], title=title)
        yield self.say("numbers_circulated" if circulated else "numbers", **self.numbers())
        if self.result["by_hand"]:
            yield self.by_hand(**self.result["by_hand"])
        yield from self.other_ballots()
        yield from (self.subjects() if self.on_names else self.motion())

    def say(self, key, **values):
        return PHRASES[key][self.language].format(who=self.who, **values)

    @property
    def who(self):
        committee = (self.result["rule"]["preset"] or "").startswith("committee")
        return PHRASES["members" if committee else "deputies"][self.language]

    @property
    def base(self):
        kind = self.result["base"]["kind"]
        return self.say("base_valid" if kind == "for_against" and self.on_names else f"base_{kind}")

    @property
    def on_names(self):
        return self.result["form"] != "one"

    def by_hand(self, by, reason="", **more):
        """Who entered the answers, who answers for them as well and why it was done, as far as that is known. Totals
        are confirmed; of a roll call the second person has followed it or closed it, and confirmed nothing."""
        second = more.get("with")
        key = "by_hand_answered_for" if self.result["manner"] == "roll_call" else "by_hand_confirmed"
        beside = self.say(key, name=second["name"]) if second else ""
        why = self.say("by_hand_reason", reason=reason) if reason else ""
        return self.say("by_hand", name=by["name"], beside=beside, why=why)

    def numbers(self):
        names = ("electorate", "present", "cast", "not_cast")
        return {name: self.number(self.result[name]) for name in names}

    def required(self):
        required = self.result["required"]
        return {"required": self.number(required), "votes": "vote" if required == 1 else "votes"}

    def number(self, number):
        return f"{number:,}".replace(",", "." if self.language == "vi" else ",")

    def percent(self, percent):
        """ ", đạt tỷ lệ 86,86% tổng số đại biểu"; nothing where the share is of another base."""
        if percent is None:
            return ""
        return self.say("share", percent=self.decimal(percent), base=self.base)

    def decimal(self, percent):
        return percent.replace(".", ",") if self.language == "vi" else percent

    def other_ballots(self):
        """Blank and invalid ones, where there are any."""
        for kind in ("blank", "invalid"):
            if self.result[kind]:
                share = self.percent(self.result["percent"].get(kind))
                yield self.say(
                    "line", answer=self.say(kind), number=self.number(self.result[kind]), share=share
                )

    def motion(self):
        for option, number in self.result["counts"].items():
            share = self.percent(self.result["percent"][option])
            yield self.say("line", answer=self.say(option), number=self.number(number), share=share)
        if self.result["required"] is not None:
            yield self.say("required_for", rule=self.rule(), **self.required())
        if self.result["tie_broken_by"] is not None:
            yield self.say("tie_broken", chair=self.chair())
        elif self.tie_break:
            yield self.say(f"tie_by_{self.tie_break['method']}_motion")
        yield self.say(f"motion_{self.result['outcome']}")

    @property
    def tie_break(self):
        """How the tie was broken, unless the rule itself says so, or it is not yet."""
        broken = self.result.get("tie_break")
        return broken if broken and broken["method"] != "rule" else None

    def broken(self):
        titles = {subject["id"]: subject["title"] for subject in self.result["subjects"]}
        tied, chosen = (
            "; ".join(titles[subject] for subject in ids)
            for ids in (self.result["ties"][0], self.tie_break["chosen"])
        )
        last = self.last_places(len(self.tie_break["chosen"]))
        return self.say(f"tie_by_{self.tie_break['method']}", tied=tied, chosen=chosen, last=last)

    def last_places(self, count):
        return self.say("last_place" if count == 1 else "last_places", count=count)

    def chair(self):
        name = self.names.get(self.result["tie_broken_by"])
        return f" ({name})" if name else ""

    def rule(self):
        fraction, strict = self.result["rule"]["fraction"], self.result["rule"]["strict"]
        if fraction[0] == fraction[1]:
            return self.say("rule_all", base=self.base)
        share = PHRASES.get(f"{fraction[0]}/{fraction[1]}", {}).get(
            self.language, f"{fraction[0]}/{fraction[1]}"
        )
        return self.say("rule_more" if strict else "rule_least", share=share, base=self.base)

    def subjects(self):
        """What the percentages are of is said once: with each name it would drown the numbers."""
        yield self.say("of_base", base=self.base, number=self.number(self.result["base"]["number"]))
        for place, subject in enumerate(self.result["subjects"], start=1):
            counts = "; ".join(self.count(subject, option) for option in subject["counts"])
            yield self.say("subject", place=place, title=subject["title"], counts=counts)
        if self.result["required"] is not None and self.result["subjects"]:
            key = "required_mistrust" if self.judged_by_mistrust else "required_places"
            option = self.say(self.result["rule"]["option"])
            yield self.say(key, rule=self.rule(), option=option, **self.required())
        yield from self.outcomes()

    @property
    def judged_by_mistrust(self):
        return self.result["rule"]["option"] in ("low", "no_confidence")

    def count(self, subject, option):
        number, percent = self.number(subject["counts"][option]), self.decimal(subject["percent"][option])
        if option == "picked":
            return self.say("count_picked", number=number, percent=percent)
        return self.say("count", answer=self.say(option).lower(), number=number, percent=percent)

    def outcomes(self):
        if self.result["required"] is None and self.result["outcome"] == "counted":
            yield self.say("motion_counted")
            return
        if self.tie_break:
            yield self.broken()
        subjects = self.result["subjects"]
        filled = sum(subject["outcome"] in ("elected", "chosen") for subject in subjects)
        left = max(self.result["places"] - filled, 1)
        last = self.last_places(left)
        for outcome in ("elected", "chosen", "adopted", "tied", "rejected"):
            titles = [subject["title"] for subject in subjects if subject["outcome"] == outcome]
            if titles:
                yield self.say(self.outcome_key(outcome, left), titles="; ".join(titles), last=last)
        two_thirds = [s["title"] for s in self.result["subjects"] if len(s["reached"]) > 1]
        if two_thirds:
            yield self.say("reached_further", titles="; ".join(two_thirds), further=self.further())
        if self.result["outcome"] == "incomplete":
            yield self.say(self.incomplete_key(filled), filled=filled, places=self.result["places"])

    def incomplete_key(self, filled):
        if self.result["kind"] != "choice":
            return "incomplete"
        return "incomplete_choice" if filled else "none_chosen"

    def outcome_key(self, outcome, left):
        if outcome == "tied" and left > 1:
            return "names_tied_many"
        return f"names_{outcome}" if not self.judged_by_mistrust else f"confidence_{outcome}"

    def further(self):
        numerator, denominator = self.result["rule"]["further"]
        return PHRASES.get(f"{numerator}/{denominator}", {}).get(self.language, f"{numerator}/{denominator}")


HEADS = {
    "motion": "head_motion",
    "choice": "head_choice",
    "election": "head_election",
    "election_each": "head_election",
    "confidence_three": "head_confidence_three",
    "confidence_two": "head_confidence_two",
}

PHRASES = {
    "deputies": {"vi": "đại biểu", "en": "members"},
    "members": {"vi": "thành viên", "en": "members"},
    "head_motion": {
        "vi": "Xin công bố kết quả biểu quyết về nội dung: “{title}”.",
        "en": "I announce the result of the vote on: “{title}”.",
    },
    "head_choice": {
        "vi": "Xin công bố kết quả biểu quyết lựa chọn phương án về nội dung: “{title}”.",
        "en": "I announce the result of the choice on: “{title}”.",
    },
    "head_election": {
        "vi": "Xin công bố kết quả bầu cử: “{title}”.",
        "en": "I announce the result of the election: “{title}”.",
    },
    "head_confidence_three": {
        "vi": "Xin công bố kết quả lấy phiếu tín nhiệm: “{title}”.",
        "en": "I announce the result of the vote on levels of confidence: “{title}”.",
    },
    "head_confidence_two": {
        "vi": "Xin công bố kết quả bỏ phiếu tín nhiệm: “{title}”.",
        "en": "I announce the result of the vote of confidence: “{title}”.",
    },
    "numbers": {
        "vi": "Tổng số {who}: {electorate}; có mặt: {present}; tham gia biểu quyết: {cast};"
        " không tham gia biểu quyết: {not_cast}.",
        "en": "Entitled to vote: {electorate} {who}; present: {present}; voted: {cast}; did not vote: {not_cast}.",
    },
    "head_circulated": {
        "vi": "Xin công bố kết quả lấy ý kiến bằng phiếu về nội dung: “{title}”.",
        "en": "I announce the result of the vote by circulation on: “{title}”.",
    },
    "numbers_circulated": {
        "vi": "Tổng số {who} được lấy ý kiến: {electorate}; đã gửi ý kiến: {cast}; không gửi ý kiến: {not_cast}.",
        "en": "Asked: {electorate} {who}; replied: {cast}; did not reply: {not_cast}.",
    },
    "by_hand": {
        "vi": "Kết quả được nhập thủ công; người nhập: {name}{beside}.{why}",
        "en": "The answers were entered by hand by {name}{beside}.{why}",
    },
    "by_hand_confirmed": {"vi": "; người xác nhận: {name}", "en": ", confirmed by {name}"},
    "by_hand_answered_for": {
        "vi": "; người cùng chịu trách nhiệm: {name}",
        "en": "; {name} answers for them as well",
    },
    "by_hand_reason": {"vi": " Lý do: {reason}.", "en": " Reason: {reason}."},
    "line": {"vi": "Số phiếu {answer}: {number}{share}.", "en": "{answer}: {number}{share}."},
    "share": {"vi": ", đạt tỷ lệ {percent}% {base}", "en": ", that is {percent}% of {base}"},
    "for": {"vi": "tán thành", "en": "For"},
    "against": {"vi": "không tán thành", "en": "Against"},
    "abstain": {"vi": "không biểu quyết", "en": "Abstaining"},
    "invalid": {"vi": "không hợp lệ", "en": "Invalid ballots"},
    "blank": {"vi": "trắng", "en": "Blank ballots"},
    "high": {"vi": "tín nhiệm cao", "en": "high confidence"},
    "confidence": {"vi": "tín nhiệm", "en": "confidence"},
    "low": {"vi": "tín nhiệm thấp", "en": "low confidence"},
    "no_confidence": {"vi": "không tín nhiệm", "en": "no confidence"},
    "base_all": {"vi": "tổng số {who}", "en": "all {who}"},
    "base_present": {"vi": "số {who} có mặt", "en": "the {who} present"},
    "base_cast": {"vi": "số {who} tham gia biểu quyết", "en": "the {who} who voted"},
    "base_for_against": {
        "vi": "tổng số phiếu tán thành và không tán thành",
        "en": "the votes for and against",
    },
    "base_valid": {"vi": "tổng số phiếu hợp lệ", "en": "the valid ballots"},
    "1/2": {"vi": "nửa", "en": "half"},
    "3/5": {"vi": "ba phần năm", "en": "three fifths"},
    "2/3": {"vi": "hai phần ba", "en": "two thirds"},
    "3/4": {"vi": "ba phần tư", "en": "three quarters"},
    "4/5": {"vi": "bốn phần năm", "en": "four fifths"},
    "rule_more": {"vi": "quá {share} {base}", "en": "more than {share} of {base}"},
    "rule_least": {"vi": "ít nhất {share} {base}", "en": "at least {share} of {base}"},
    "rule_all": {"vi": "100% {base}", "en": "all of {base}"},
    "required_for": {
        "vi": "Điều kiện để được thông qua: {rule}, tức là từ {required} phiếu tán thành trở lên.",
        "en": "Needed to be adopted: {rule}, that is {required} {votes} for or more.",
    },
    "required_places": {
        "vi": "Điều kiện trúng: {rule}, tức là từ {required} phiếu trở lên.",
        "en": "Needed: {rule}, that is {required} {votes} or more.",
    },
    "required_mistrust": {
        "vi": "Mức phải xem xét: {rule} đánh giá “{option}”, tức là từ {required} phiếu trở lên.",
        "en": "The number that has consequences: {rule} with “{option}”, that is {required} {votes} or more.",
    },
    "tie_broken": {
        "vi": "Số phiếu tán thành và số phiếu không tán thành ngang nhau; kết quả được quyết định theo ý kiến"
        " biểu quyết của người chủ trì{chair}.",
        "en": "As many are for as against; the side of the chair{chair} decides.",
    },
    "tie_by_lot_motion": {
        "vi": "Số phiếu tán thành và số phiếu không tán thành ngang nhau; kết quả được quyết định bằng bốc thăm.",
        "en": "As many are for as against; it was decided by lot.",
    },
    "tie_by_chair_motion": {
        "vi": "Số phiếu tán thành và số phiếu không tán thành ngang nhau; người chủ trì đã quyết định.",
        "en": "As many are for as against; the chair has decided.",
    },
    "tie_by_lot": {
        "vi": "Có số phiếu ngang nhau cho {last}: {tied}. Kết quả bốc thăm: {chosen}.",
        "en": "Equal for {last}: {tied}. Decided by lot: {chosen}.",
    },
    "tie_by_chair": {
        "vi": "Có số phiếu ngang nhau cho {last}: {tied}. Người chủ trì quyết định: {chosen}.",
        "en": "Equal for {last}: {tied}. Decided by the chair: {chosen}.",
    },
    "motion_adopted": {
        "vi": "Căn cứ kết quả biểu quyết, nội dung nêu trên đã được thông qua.",
        "en": "The motion is adopted.",
    },
    "motion_rejected": {
        "vi": "Căn cứ kết quả biểu quyết, nội dung nêu trên không được thông qua.",
        "en": "The motion is not adopted.",
    },
    "motion_tied": {
        "vi": "Số phiếu tán thành và số phiếu không tán thành ngang nhau; chưa có quyết định.",
        "en": "As many are for as against; nothing is decided yet.",
    },
    "motion_counted": {
        "vi": "Kết quả này chỉ để tham khảo, không phải là quyết định.",
        "en": "This result is for information; it decides nothing.",
    },
    "of_base": {"vi": "Tỷ lệ được tính trên {base}: {number}.", "en": "Percentages are of {base}: {number}."},
    "subject": {"vi": "{place}. {title}: {counts}.", "en": "{place}. {title}: {counts}."},
    "count": {
        "vi": "{answer} {number} phiếu, đạt tỷ lệ {percent}%",
        "en": "{answer} {number}, that is {percent}%",
    },
    "count_picked": {
        "vi": "{number} phiếu, đạt tỷ lệ {percent}%",
        "en": "{number} votes, that is {percent}%",
    },
    "names_elected": {"vi": "Trúng cử: {titles}.", "en": "Elected: {titles}."},
    "names_chosen": {"vi": "Phương án được chọn: {titles}.", "en": "Chosen: {titles}."},
    "names_adopted": {"vi": "Được thông qua: {titles}.", "en": "Adopted: {titles}."},
    "names_rejected": {"vi": "Không được thông qua: {titles}.", "en": "Not adopted: {titles}."},
    "names_tied": {
        "vi": "Có số phiếu ngang nhau cho {last}: {titles}. Kết quả cho vị trí này chưa được xác định.",
        "en": "Equal for {last}: {titles}. That is still to be decided.",
    },
    "names_tied_many": {
        "vi": "Có số phiếu ngang nhau cho {last}: {titles}. Kết quả cho các vị trí này chưa được xác định.",
        "en": "Equal for {last}: {titles}. That is still to be decided.",
    },
    "last_place": {"vi": "vị trí cuối cùng", "en": "the last place"},
    "last_places": {"vi": "{count} vị trí cuối cùng", "en": "the last {count} places"},
    "confidence_adopted": {
        "vi": "Không ở mức phải xem xét: {titles}.",
        "en": "Below the number that has consequences: {titles}.",
    },
    "confidence_rejected": {
        "vi": "Ở mức phải xem xét theo quy định: {titles}.",
        "en": "At or above the number that has consequences: {titles}.",
    },
    "reached_further": {
        "vi": "Trong đó, từ {further} trở lên: {titles}.",
        "en": "Of these, at {further} or more: {titles}.",
    },
    "none_chosen": {
        "vi": "Chưa có phương án nào đạt số phiếu cần thiết.",
        "en": "No option has the votes needed.",
    },
    "incomplete_choice": {
        "vi": "Đã chọn được {filled} trên {places} phương án; không còn phương án nào đạt số phiếu cần thiết.",
        "en": "Chosen so far: {filled} of the {places} to be chosen; no other option has the votes needed.",
    },
    "incomplete": {
        "vi": "Đã xác định được {filled} trên {places} vị trí; các vị trí còn lại chưa có kết quả.",
        "en": "{filled} of {places} places are filled; the others are not.",
    },
}
