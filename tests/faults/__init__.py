"""The room on bad days: what is broken on purpose, and what must come out all the same. `bin/faults` runs them in full,
the tests a small part."""
