"""The converters that make a PDF of an office document, or of what is left of a PDF, behind one small interface. Each
is replaceable: name it here, say what it reads and write its function.

    engine.reads                    kinds (see kinds.py)
    engine.version()                text, or None where it is not installed
    engine.convert(source, target, room)   writes the PDF; raises Problem; returns warnings
`room` is the child's own folder: everything written there is gone afterwards.
"""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from .cleaning import write_clean_copy
from .legacy.rewriting import BY_WAY_OF, REWRITERS, mentions, rewrite
from .locks import unlocked
from .mending import mend
from .ods import write_trimmed_copy
from .pictures import pictures_to_pdf
from .problem import Code, Problem, Warn

OOXML = ("docx", "pptx", "xlsx")
IMAGES = ("png", "jpg", "webp", "gif", "bmp", "tif")
LIBREOFFICE_SECONDS = 60
LIBREOFFICE_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", 2),
    ("Office.Calc/Content/Update", "Link", 2),
    ("Inet/Settings", "ooInetProxyType", 2),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", 9),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", 9),
)


@dataclass(frozen=True)
class Engine:
    name: str
    reads: tuple
    version: Callable
    convert: Callable
    memory: int = 1536 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: int = 25


def _package_version(package):
    def version():
        from importlib import metadata  # here: 15 ms, and only whoever looks for the converters asks

        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            return None

    return version


def _libreoffice_version():
    program = find_soffice()
    if not program:
        return None
    # It says: LibreOffice 7.4.7.2 40(Build:2)
    words = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60).stdout.split()
    return words[1] if len(words) > 1 else None


def find_soffice():
    return shutil.which("soffice") or shutil.which("libreoffice")


def _libreoffice(source, target, room):
    _soffice(source, target, room)
    return []


def _soffice(source, target, room):
    """One process a document, on a copy of a prepared profile: a shared server hangs on bad files and takes
    the good ones down with it. What is written is told by the ending of `target`."""
    profile = Path(room) / "profile"
    if profile.exists():
        pass
    elif os.environ.get("MEETING_PROFILE"):
        shutil.copytree(os.environ["MEETING_PROFILE"], profile)
    else:
        libreoffice_profile(profile)
    command = [
        find_soffice(),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
    ]
    ending = target.suffix[1:]
    command += [f"-env:UserInstallation={profile.resolve().as_uri()}", "--convert-to", ending]
    folder = Path(room) / "soffice"  # of its own: source and target may have the same name
    try:
        done = subprocess.run(
            [*command, "--outdir", str(folder), str(source)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LIBREOFFICE_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Problem(Code.TIMEOUT, "soffice") from error
    written = folder / f"{source.stem}.{ending}"
    if not written.exists():
        raise Problem(Code.DAMAGED, f"soffice ended with {done.returncode} and no {ending}")
    written.replace(target)


def libreoffice_profile(folder):
    """A profile that runs no macros, follows no links and, should the sandbox not shut the network out,
    reaches only a proxy that is not there."""
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    items = "".join(item.format(*setting) for setting in LIBREOFFICE_SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n"
    )


def _dxpdf(source, target, room):
    import dxpdf

    clean = Path(room) / "clean.docx"
    write_clean_copy(source, clean, for_strict_reader=True)
    try:
        target.write_bytes(dxpdf.convert(clean.read_bytes()))
    except RuntimeError as error:
        raise Problem(Code.DAMAGED, error) from error
    return [Warn.PREVIEW_LAYOUT]


def _office2pdf(source, target, room):
    import office2pdf

    options = office2pdf.ConvertOptions(font_paths=[os.environ["MEETING_FONTS"]])
    try:
        target.write_bytes(office2pdf.convert_path(source, options=options).pdf)
    except office2pdf.Office2PdfError as error:
        locked = isinstance(error, office2pdf.UnsupportedEncryptionError)
        raise Problem(Code.ENCRYPTED if locked else Code.DAMAGED, error) from error
    return [Warn.PREVIEW_LAYOUT]


def _pillow(source, target, room):
    pictures_to_pdf(source, target)
    return []


def _pikepdf(source, target, room):
    return mend(source, target)


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("pikepdf", ("pdf",), _package_version("pikepdf"), _pikepdf),
        Engine("pillow", IMAGES, _package_version("pillow"), _pillow),
        Engine(
            "libreoffice",
            ("doc", "docx", "odt", "rtf", "ppt", "pptx", "odp", "xls", "xlsx", "ods"),
            _libreoffice_version,
            _libreoffice,
            memory=3 * 1024**3,
            cpu_seconds=LIBREOFFICE_SECONDS,
            wall_seconds=LIBREOFFICE_SECONDS + 5,
        ),
        Engine("dxpdf", ("docx",), _package_version("dxpdf"), _dxpdf),
        # Great workbooks and slides full of pictures cost it up to 12 s of processor time, which takes long where
        # others use the processor, too. What never ends is stopped by the limit on that time, as everywhere.
        Engine("office2pdf", OOXML, _package_version("office2pdf-python"), _office2pdf, wall_seconds=60),
    )
}


def convert(engine_name, kind, source, room, rewriting=True):
    """Path of the PDF, warnings, and [{before, after}] of legacy text made Unicode (see `legacy`)."""
    source = unlocked(source, Path(room))
    # The converters tell the format by the ending: give them the one that the content proved.
    named = Path(room) / f"paper.{kind}"
    if kind in OOXML:
        write_clean_copy(source, named)
    elif kind == "ods":
        write_trimmed_copy(source, named)
    else:
        shutil.copyfile(source, named)
    target = Path(room) / "converted.pdf"
    readable, samples = _rewritten(kind, named, room) if rewriting else (named, [])
    warnings = ENGINES[engine_name].convert(readable, target, room)
    named.unlink()
    return target, [*warnings, *([Warn.LEGACY_ENCODING] if samples else [])], samples


def _rewritten(kind, source, room):
    """What to convert instead of `source`, and samples; `source` itself where nothing is to be rewritten, or where
    that does not succeed: text that reads wrong is better than none."""
    if kind not in REWRITERS:
        return source, []
    target = Path(room) / f"rewritten.{kind}"
    try:
        samples = rewrite(source, target, kind) if mentions(source, kind) else []
    except (Problem, ExpatError, zipfile.BadZipFile, ValueError, LookupError, AttributeError):
        samples = []
    return (target, samples) if samples else (source, [])


def modernise(kind, source, room):
    """An old document as one that can be rewritten: its path. A step of its own, with time of its own."""
    named, target = Path(room) / f"paper.{kind}", Path(room) / f"modern.{BY_WAY_OF[kind]}"
    shutil.copyfile(unlocked(source, Path(room)), named)
    _soffice(named, target, room)
    return target
