"""How much of anything a paper may use up. The child sets the operating system's limits on itself before it
looks at the file."""

import resource

MEGABYTE = 1024 * 1024

MAX_UNPACKED = 200 * MEGABYTE
MAX_RATIO = 200
MAX_ENTRIES = 5_000
MAX_PAGES = 10_000
MAX_POINTS = 14_400  # PDF's own bound for the side of a page, 5.08 m
MAX_IMAGE_PIXELS = 120_000_000  # an A0 plan scanned at 240 dpi
MAX_RENDERED_PIXELS = 8_000_000
MAX_RENDERED_SIDE = 16_000  # a WebP has no longer one than 16,383
MAX_OUTPUT = 300 * MEGABYTE
MAX_TEXT_PER_PAGE = 200_000
MAX_OUTLINE = 2_000
MAX_BOOKMARKS = 10_000  # looked at: those that lead nowhere are no part of the outline
MAX_LINKS_PER_PAGE = 500


def limit_this_process(memory, cpu_seconds):
    """`memory` in bytes of address space. Passing a limit ends the child, never the worker."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, 512))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
