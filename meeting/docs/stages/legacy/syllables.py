"""Does a text read as Vietnamese? Each word is one syllable, and of these there are few shapes."""

import re
import unicodedata

ONSET = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y ych ynh yt yêm yên yêng yêt yêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op
ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uynh uyên uyêt uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
SYLLABLE = re.compile(f"(?:{ONSET})?(?:{'|'.join(sorted(RIMES.split(), key=len, reverse=True))})")
TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
EDGES = ".,;:!?()[]{}\"'“”‘’…–—-/*+%"


def is_syllable(word):
    toneless = unicodedata.normalize("NFD", word.lower()).translate(TONES)
    return SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def share_of_syllables(text):
    """(share, number of words) among the words of the text: numbers, formulas and abbreviations are none."""
    words = [word for part in text.split() if (word := part.strip(EDGES)) and _is_a_word(word)]
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)


def _is_a_word(word):
    return len(word) > 1 and not word.isupper() and not any(character.isdigit() for character in word)
