"""What can be said of the digital signatures of a PDF, from the file alone: nothing is asked of any server.

Whether a certificate has been withdrawn since is therefore not known.
"""

import logging
from datetime import UTC, datetime
from enum import StrEnum

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext

MOST = 50
# Either is what authorities write into the certificates of people who sign papers.
USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
NOTHING_ADDED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class Seal(StrEnum):
    """What has become of the file since it was signed."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    INVALID = "invalid"  # the bytes are those signed, but not with the key of this certificate
    UNCLEAR = "unclear"


class Trust(StrEnum):
    TRUSTED = "trusted"  # the certificate leads to one of the operator's
    UNTRUSTED = "untrusted"
    NO_LIST = "no_list"  # the operator has given none
    NOT_ASKED = "not_asked"  # the signature itself does not hold


UNREADABLE = {"signer": "", "at": None, "seal": Seal.UNCLEAR, "added": False, "trust": Trust.NOT_ASKED}
UNREADABLE |= {"expired": False}


def signatures_of(path, roots):
    """Yields {signer, at, seal, added, trust, expired} of each signature, in the order of the form's fields.

    `at` is the time that the signer's own clock said (ISO 8601, or None); `added`: whether something that the
    signature permits was added later, such as a further signature; `expired`: whether the certificate's time is
    over now; `roots`: PEM texts of certificates that are trusted.
    """
    trusted = [certificate for text in roots for certificate in certificates_in(text)]
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=False)
        if reader.encrypted:
            reader.decrypt("")
        for number, (name, _value, field) in enumerate(enumerate_sig_fields(reader, filled_status=True)):
            if number >= MOST:
                return
            yield _signature(reader, name, field, trusted)


def certificates_in(text):
    """The X.509 certificates of a PEM text. Raises ValueError where there is something else in it."""
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(text.encode(), multiple=True)]


def _signature(reader, name, field, trusted):
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        status = _validate(signature, trusted)
        seal, certificate = _seal(status), status.signing_cert
        return {
            "signer": _name_of(certificate),
            "at": _iso(signature.self_reported_timestamp),
            "seal": seal,
            "added": seal == Seal.UNCHANGED and status.modification_level not in NOTHING_ADDED,
            "trust": _trust(status, trusted),
            "expired": certificate.not_valid_after < datetime.now(UTC),
        }
    except Exception:  # broken signatures make it say anything at all
        return UNREADABLE


def _validate(signature, trusted):
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    if signature.sig_object_type == "/DocTimeStamp":
        return validate_pdf_timestamp(signature, context)
    return validate_pdf_signature(signature, context, key_usage_settings=USAGE)


def _seal(status):
    if status.coverage in (SignatureCoverageLevel.UNCLEAR, None):
        return Seal.CHANGED if not status.intact else Seal.UNCLEAR
    if not status.intact:
        return Seal.CHANGED
    if not status.valid:
        return Seal.INVALID
    permitted = status.docmdp_ok if hasattr(status, "docmdp_ok") else True
    return (
        Seal.UNCHANGED if permitted and status.modification_level != ModificationLevel.OTHER else Seal.CHANGED
    )


def _trust(status, trusted):
    if not (status.intact and status.valid):
        return Trust.NOT_ASKED
    if not trusted:
        return Trust.NO_LIST
    return Trust.TRUSTED if status.trusted else Trust.UNTRUSTED


def _name_of(certificate):
    names = certificate.subject.native
    name = names.get("common_name") or names.get("organization_name") or ""
    return name[0] if isinstance(name, list) else name


def _iso(time):
    return time.astimezone(UTC).isoformat() if time else None
