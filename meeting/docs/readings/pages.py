"""Which pages have been seen, as bits: page 1 is the lowest bit of the first byte. Ten thousand pages are 1.25 KB."""


def pages_of(ranges, count):
    """The bits of [(first, last)], of those pages that the paper of `count` pages has."""
    bits = 0
    for first, last in ranges:
        there = min(last, count)
        if first <= there:
            bits |= (1 << there) - (1 << (first - 1))
    return _packed(bits)


def join_pages(some, others):
    """What either has seen: joining again, or in another order, gives the same."""
    return _packed(int.from_bytes(some, "little") | int.from_bytes(others, "little"))


def count_pages(seen):
    return int.from_bytes(seen, "little").bit_count()


def last_page(seen):
    return int.from_bytes(seen, "little").bit_length()


def _packed(bits):
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")
