"""Sentences before and after their text was made Unicode, for the secretariat to look over."""

from .converting import read_samples

MOST, PAGES, WORTH_SHOWING = 12, 10, 25


def samples_of(store, document):
    """[{before, after}], a dozen at most: what the converter noted, or lines from the first pages of a PDF."""
    if not document.key:
        return []
    if document.kind != "pdf":
        return read_samples(store, document.key)[:MOST]
    pages = range(1, min(document.page_count, PAGES) + 1)
    lines = [sample for number in pages for sample in read_samples(store, document.key, number)]
    long = [sample for sample in lines if len(sample["after"]) >= WORTH_SHOWING]
    return (long or lines)[:MOST]
