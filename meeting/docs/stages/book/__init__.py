"""The meeting book: many papers bound into one PDF, in a child of its own.

`binding` is the stage; `sources` opens the papers, `harmless` copies a page without anything active, `front` writes
cover and contents, `marks` what is laid over each page, `bookmarks` the outline.
"""
