"""Files that mean harm, or look like it, made here: `CASES` tells of each what becomes of it."""
