"""Whether anything known of people goes together with what they answered, better than chance. Pure.

For each property (a number or a word for each member) the answers are dealt out anew many times; the share of deals in
which property and answers fit as well as they really do is how likely that is by chance.
"""

import random
from collections import Counter, defaultdict

DEALS = (400, 20_000, 120_000)  # more only where fewer leave a doubt
DOUBT = 0.02
WORDS = 12  # a property with no more values than this is looked at as words, too


def find_links(properties, answers, chance, sure=0.001):
    """[(likelihood by chance, name)] of the properties that betray the answers, worst first; and how many were asked.

    `properties`: {name: {member: value}}; `answers`: {member: answer}. `sure` is shared by all that are asked, so that
    one run in 1 / sure is alarmed without cause, however many there are.
    """
    asked = dict(list_questions(properties, answers))
    limit = sure / max(len(asked), 1)
    found = [
        (likelihood(fit, values, list(answers.values()), chance, limit), name)
        for name, (fit, values) in asked.items()
    ]
    return sorted((p, name) for p, name in found if p < limit), len(asked)


def list_questions(properties, answers):
    seen = set()
    for name, values in properties.items():
        if len(set(values.values())) < 2:
            continue  # the same of everybody
        words = [str(values.get(member)) for member in answers]
        if len(set(words)) <= WORDS and (key := ("words", *normal(words))) not in seen:
            seen.add(key)
            yield f"{name} as a word", (fit_of_words, words)
        if all(isinstance(value, (int, float)) for value in values.values()):
            ranks = rank([values.get(member, float("-inf")) for member in answers])
            if (key := ("ranks", *ranks)) not in seen:
                seen.add(key)
                yield f"{name} as a number", (fit_of_ranks, ranks)


def normal(words):
    order = {word: number for number, word in reversed(list(enumerate(words)))}
    return [order[word] for word in words]


def likelihood(fit, values, answers, chance, limit):
    """Not more exactly than is needed to tell it from `limit`."""
    real, dealt = fit(values, answers), list(answers)
    better = done = 0
    for deals in DEALS:
        for _ in range(deals - done):
            chance.shuffle(dealt)
            better += fit(values, dealt) >= real - 1e-9
        done = deals
        share = (better + 1) / (done + 1)
        if share > DOUBT or share < limit or better > 20:
            break
    return (better + 1) / (done + 1)


def fit_of_words(words, answers):
    """How many answers are guessed rightly by who knows, for each word, the answer that most often goes with it."""
    together = defaultdict(Counter)
    for word, answer in zip(words, answers, strict=True):
        together[word][answer] += 1
    return sum(max(counts.values()) for counts in together.values())


def fit_of_ranks(ranks, answers):
    """Kruskal and Wallis: great where those who answered alike stand together."""
    sums, counts = defaultdict(float), Counter(answers)
    for place, answer in zip(ranks, answers, strict=True):
        sums[answer] += place
    return sum(total * total / counts[answer] for answer, total in sums.items())


def rank(values):
    """Places from 1; equal values share theirs."""
    places = defaultdict(list)
    for place, value in enumerate(sorted(values), start=1):
        places[value].append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


def control(answers, seed=1):
    """Properties that do betray the answers, and one that does not: whoever finds no link must find these."""
    chance = random.Random(seed)
    order = sorted(answers, key=lambda member: (answers[member], chance.random()))
    return {
        "place in the order of the answers": {member: place for place, member in enumerate(order)},
        "length of the answer": {member: len(answer) for member, answer in answers.items()},
        "chance": {member: chance.random() for member in answers},
    }
