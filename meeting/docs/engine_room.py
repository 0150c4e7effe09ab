"""The converters of this installation: which there are, which is asked first, and what each child needs to
run."""

import compileall
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from . import sandbox
from .fontconfig import LIBERATION, write_fontconfig
from .stages.engines import ENGINES
from .stages.kinds import KINDS
from .stages.problem import Problem

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS, WALL_SECONDS = 20, 25
# All papers of a meeting at once: 470 pages take 3 s.
BOOK_MEMORY = 2 * MEMORY
BOOK_CPU_SECONDS, BOOK_WALL_SECONDS = 80, 100

# Asked in this order. "auto" prefers LibreOffice, whose layout is the one people know from their own screens.
ORDERS = {
    "auto": ("pikepdf", "pillow", "libreoffice", "dxpdf", "office2pdf"),
    "libreoffice": ("pikepdf", "pillow", "libreoffice", "dxpdf", "office2pdf"),
    "embedded": ("pikepdf", "pillow", "dxpdf", "office2pdf"),
}


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SMALLEST_DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>'
    "<w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>",
}


class EngineRoom:
    """Built once a worker. `folder` keeps the font settings and LibreOffice's prepared profile."""

    def __init__(self, store, choice="auto", folder=None):
        if choice not in ORDERS:
            raise ValueError(f"MEETING_ENGINE must be one of {', '.join(ORDERS)}, not {choice!r}")
        self.store, self.choice = store, choice
        self.folder = Path(folder or store.root / "engines").resolve()
        self.versions = {}
        # Children must not write where their own program stands: without this each compiles it anew, 40 ms.
        compileall.compile_dir(sandbox.STAGES, quiet=2)
        self._write_font_settings()
        self._probe()

    def engines_for(self, kind):
        return [
            name for name in ORDERS[self.choice] if self.versions.get(name) and kind in ENGINES[name].reads
        ]

    @property
    def at_once(self):
        """{kind: engine} of those asked first that need no more than the child which checks the file has."""
        first = {kind: self.engines_for(kind)[:1] for kind in KINDS if kind != "pdf"}
        return {
            kind: name
            for kind, names in first.items()
            for name in names
            if ENGINES[name].memory <= MEMORY and ENGINES[name].wall_seconds <= WALL_SECONDS
        }

    @property
    def names(self):
        return [name for name in ORDERS[self.choice] if self.versions.get(name)]

    def run(self, request, folder, source, on_event, engine=None):
        """One child. `source` is all of the store that it can read."""
        needs_profile = engine is not None and engine.name == "libreoffice"
        readable = [source, self.folder]
        environment = {"FONTCONFIG_FILE": str(self.fonts(engine)), "MEETING_FONTS": str(LIBERATION)}
        if needs_profile and self.profile.exists():
            environment["MEETING_PROFILE"] = str(self.profile)
        sandbox.run(
            request,
            folder,
            memory=engine.memory if engine else MEMORY,
            cpu_seconds=engine.cpu_seconds if engine else CPU_SECONDS,
            wall_seconds=engine.wall_seconds if engine else WALL_SECONDS,
            readable=readable,
            environment=environment,
            on_event=on_event,
        )

    def bind(self, request, folder, sources, on_event):
        """The child that binds a book of the PDFs in `sources`."""
        sandbox.run(
            request,
            folder,
            memory=BOOK_MEMORY,
            cpu_seconds=BOOK_CPU_SECONDS,
            wall_seconds=BOOK_WALL_SECONDS,
            readable=sources,
            on_event=on_event,
        )

    @property
    def profile(self):
        return self.folder / f"profile-{self.versions['libreoffice']}"

    def fonts(self, engine):
        wide = engine is not None and engine.name == "libreoffice"
        return self.folder / ("fonts-and-system.conf" if wide else "fonts.conf")

    def _write_font_settings(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, wide in (("fonts.conf", False), ("fonts-and-system.conf", True)):
            write_fontconfig(self.folder / name, self.folder / "fontcache", with_system_fonts=wide)
        (self.folder / "fontcache").mkdir(exist_ok=True)

    def _probe(self):
        """Engines are asked for their version in a child, too: a broken one must not keep the worker from
        starting."""

        def on_event(event):
            if event["event"] == "engine":
                self.versions[event["name"]] = event["version"]

        with sandbox.room(self.store.children) as folder:
            self._in_workshop({"stage": "probe"}, folder, on_event, 90)
        if self.choice != "embedded" and self.versions.get("libreoffice") and not self.profile.exists():
            self._prepare_profile()
        if self.versions.get("dxpdf"):
            self._prepare_font_cache()

    def _prepare_profile(self):
        """LibreOffice's first start writes its profile, a second or two that later starts are spared."""
        with sandbox.room(self.store.children) as folder:
            (folder / "first.rtf").write_text(r"{\rtf1 first}")
            request = {"stage": "warm", "source": str(folder / "first.rtf")}
            try:
                self._in_workshop(request, folder, lambda event: None, 120)
            except Problem:
                return  # it still works, each time from scratch
            if (folder / "profile").is_dir():
                shutil.move(folder / "profile", self.profile)

    def _prepare_font_cache(self):
        """The embedded engine reads its twelve fonts once, not once a document: 70 ms each."""
        with sandbox.room(self.store.children) as folder:
            with zipfile.ZipFile(folder / "first.docx", "w") as archive:
                for name, part in SMALLEST_DOCX.items():
                    archive.writestr(name, part)
            request = {"stage": "convert", "engine": "dxpdf", "kind": "docx", "first": []}
            request["source"] = str(folder / "first.docx")
            with suppress(Problem):  # it still works, a little slower
                self._in_workshop(request, folder, lambda event: None, 30, "fonts.conf")

    def _in_workshop(self, request, folder, on_event, seconds, fonts="fonts-and-system.conf"):
        """The only children that may write the font cache: they read no paper."""
        sandbox.run(
            request,
            folder,
            memory=3 * 1024**3,
            cpu_seconds=seconds,
            wall_seconds=seconds,
            writable=[self.folder],
            environment={"FONTCONFIG_FILE": str(self.folder / fonts)},
            on_event=on_event,
        )
