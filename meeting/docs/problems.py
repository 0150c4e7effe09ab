"""What people are told when a paper cannot be made readable: one sentence each, that says what to do.

`python -m babel` and `bin/translations` find the sentences here; `_` only marks them.
"""

from ..errors import Invalid
from .stages.problem import Code


def _(sentence):
    return sentence


SENTENCES = {
    Code.ENCRYPTED: _("This file is locked with a password. Remove the password and upload it again."),
    Code.DAMAGED: _("This file is damaged and cannot be read. Save it again, best as PDF, and upload that."),
    Code.WRONG_TYPE: _("This kind of file cannot be shown. Upload a PDF, an office document or a picture."),
    Code.TOO_BIG: _(
        "This file is larger than %(most)s MB. Make it smaller or split it, and upload it again."
    ),
    Code.TOO_MANY_PAGES: _("This file has more than 10,000 pages. Split it and upload the parts."),
    Code.PAGE_TOO_LARGE: _("A page of this file is too large to be shown. Print it to PDF on A3 or smaller."),
    Code.TOO_LONG: _(
        "A sheet of this file is too long to be shown. Set a print area and save it as PDF, or keep only the rows "
        "that are needed, and upload that."
    ),
    Code.UNSAFE: _("This file is built in an unsafe way and was not opened. Save it as PDF and upload that."),
    Code.TIMEOUT: _("Reading this file took too long. Save it as PDF and upload that."),
    Code.NO_ENGINE: _("This installation cannot show this kind of file. Save it as PDF and upload that."),
}


def error_payload(code):
    """{code, message} of a failed document; the message is a msgid, translated where it is read."""
    return code and {"code": code, "message": SENTENCES[Code(code)]}


def too_big(most):
    return Invalid(SENTENCES[Code.TOO_BIG], code=Code.TOO_BIG, most=most)
