"""PDFs with real signatures, by people whose certificates are made here."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)
USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


class Authority:
    """A certification authority that certifies whom we like."""

    def __init__(self, name="Cơ quan chứng thực thử nghiệm"):
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = named(name)
        self.certificate = self._certify(
            self._name, self._key.public_key(), NOW - 9 * YEAR, NOW + 9 * YEAR, True
        )

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def signer(self, name, since=NOW - YEAR, until=NOW + YEAR):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._certify(named(name), key.public_key(), since, until, False)
        others = SimpleCertificateStore()
        others.register(for_pyhanko(self.certificate))
        secret = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return signers.SimpleSigner(for_pyhanko(certificate), keys.PrivateKeyInfo.load(secret), others)

    def _certify(self, subject, public_key, since, until, is_authority):
        used = ("key_cert_sign", "crl_sign") if is_authority else ("digital_signature", "content_commitment")
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(x509.KeyUsage(**{use: use in used for use in USES}), critical=True)
            # Somebody who asks would be told by this address; nobody may.
            .add_extension(outside_addresses(), critical=False)
        )
        return builder.sign(self._key, hashes.SHA256())


def outside_addresses(address="http://127.0.0.1:9/ocsp"):
    place = x509.UniformResourceIdentifier(address)
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(x509.AuthorityInformationAccessOID.OCSP, place)]
    )


def named(name):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def for_pyhanko(certificate):
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def signed(content, signer, field="Signature1", **about):
    """The PDF with a signature over all of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    about = signers.PdfSignatureMetadata(field_name=field, **about)
    # In a thread of its own: it wants to run a loop, and in a browser's test there is one already.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(signers.PdfSigner(about, signer).sign_pdf, writer).result().getvalue()


def with_empty_field(content):
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    fields.append_signature_field(writer, fields.SigFieldSpec("Signature1"))
    return saved(writer)


def with_other_words(content, words=b"BT /F1 24 Tf 72 700 Td (Da sua) Tj ET"):
    """What a clever hand does: the signed bytes stay, an update behind them exchanges the words of page 1."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=words))
    writer.update_container(page)
    return saved(writer)


def saved(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
