"""XML read with the place of everything, and changed by exchanging bytes at those places: whatever is not changed
stays as it was, to the byte. No DTD, no entities of its own, nothing from outside."""

import re
from html import escape
from xml.parsers import expat

from ..problem import Code, Problem

TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
DECLARATION = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")


class Reader:
    """To derive from: `start(name, attributes, tag)`, `end(name, text, content)` with names without namespace.
    `tag`, `content` and `self.element`, the whole of what ends, are (from, to) in `self.xml`; `text` is the text
    directly inside, entities resolved."""

    def __init__(self, xml):
        self.xml = as_utf8(xml)
        self.edits = []  # (from, to, bytes)
        self.open = []  # names of the elements that are open, outermost first
        self.element, self._texts, self._tags = (0, 0), [], []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self):
        self._parser.Parse(self.xml, True)
        return self

    def start(self, name, attributes, tag):
        pass

    def end(self, name, text, content):
        pass

    def replace(self, place, new):
        self.edits.append((*place, new if isinstance(new, bytes) else new.encode()))

    def replace_attribute(self, tag, name, change):
        """`change(value)` of the attribute in the tag, whatever its prefix; None leaves it."""
        begin, stop = tag
        for found in re.finditer(rb"([\w:.-]+)(\s*=\s*)(\"[^\"]*\"|'[^']*')", self.xml[begin:stop]):
            if found[1].rsplit(b":", 1)[-1] == name.encode():
                new = change(_unescape(found[3][1:-1].decode()))
                if new is not None:
                    self.replace((begin + found.start(3), begin + found.end(3)), _quoted(new))

    def prefix(self, tag):
        """`w:` of `<w:t>`, as the document calls it."""
        name = re.match(rb"<([\w.-]+:)?", self.xml[tag[0] : tag[1]])
        return ((name and name[1]) or b"").decode()

    def is_empty(self, tag):
        return self.xml[tag[1] - 2 : tag[1]] == b"/>"

    def spliced(self):
        return splice(self.xml, self.edits)

    def _start(self, name, attributes):
        begin = self._parser.CurrentByteIndex
        tag = begin, _end_of_tag(self.xml, begin)
        name = _local(name)
        self.start(name, {_local(key): value for key, value in attributes.items()}, tag)
        self.open.append(name)
        self._texts.append([])
        self._tags.append(tag)

    def _end(self, name):
        tag, text = self._tags.pop(), "".join(self._texts.pop())
        self.open.pop()
        content = (tag[1], tag[1] if self.is_empty(tag) else self._parser.CurrentByteIndex)
        self.element = tag[0], tag[1] if self.is_empty(tag) else self.xml.index(b">", content[1]) + 1
        self.end(_local(name), text, content)

    def _text(self, text):
        if self._texts:
            self._texts[-1].append(text)

    def _refuse(self, *_):
        raise Problem(Code.UNSAFE, "a DOCTYPE")


def splice(content, edits, offset=0):
    out, at = [], 0
    for begin, end, new in sorted(edits):
        out += [content[at : begin - offset], new]
        at = end - offset
    return b"".join([*out, content[at:]])


def escaped(text):
    return escape(text, quote=False).encode()


def as_utf8(xml):
    """The places are bytes of UTF-8: other encodings are rare and recoded first."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.decode("utf-16").encode()
    else:
        declared = DECLARATION.match(xml[:200])
        if not declared or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
            return xml
        xml = xml.decode(declared[1].decode()).encode()
    return re.sub(rb"^\s*<\?xml[^>]*\?>", b'<?xml version="1.0" encoding="UTF-8"?>', xml)


def _end_of_tag(xml, begin):
    """Behind the `>`; one inside a quoted value does not count."""
    tag = TAG.match(xml, begin)
    if tag is None:
        raise ValueError("a tag without an end")
    return tag.end()


def _local(name):
    return name.rsplit(" ", 1)[-1]


def _quoted(value):
    # Not quoteattr of xml.sax.saxutils, which brings urllib with it: 20 ms.
    return '"' + re.sub(r"[\t\n\r]", lambda space: f"&#{ord(space[0])};", escape(value)) + '"'


def _unescape(value):
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        value = value.replace(entity, character)
    value = re.sub(r"&#(x?)([0-9A-Fa-f]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), value)
    return value.replace("&amp;", "&")
