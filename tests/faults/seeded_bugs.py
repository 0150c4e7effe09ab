"""Twenty bugs put into copies of the product, one in each: the test named in the patch must catch it."""

from tests.voting.seeded import PATCHES, applies, catcher, is_caught


def run(folder, seed, most=None):
    missed = []
    for patch in PATCHES[:most]:
        if not applies(patch):
            missed.append(f"{patch.stem} can no longer be put into the product")
        elif not is_caught(patch, folder):
            missed.append(f"{patch.stem} is not caught by {catcher(patch)}")
    return {"bugs": len(PATCHES[:most]), "anomalies": missed}
