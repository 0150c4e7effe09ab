"""Text in the Vietnamese encodings from before Unicode, TCVN3 and VNI, made Unicode.

Such text is told by its font: a letter of .VnTime or VNI-Times is stored as some other letter of Latin-1, which
only that font draws as the one that was meant. The fonts are gone from most machines, and a search finds nothing.

    encodings.py   the two tables
    fonts.py       which font means which encoding
    judging.py     is it really so? text that is Unicode already is left alone
    word.py        sheets.py  slides.py   rewriting Office Open XML before it becomes a PDF
    pages.py       the text of PDF pages; their picture stays as it is
"""

# Part of every key: change it when text comes out differently, so that no page made before is used again.
REWRITING = "1"
# Instead of it: the secretariat has said that the text shall stay as it came.
AS_IT_CAME = "off"
