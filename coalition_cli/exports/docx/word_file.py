"""The file of a Word document: its parts, its neutral metadata, and an organisation's own template.

Of a template stay its styles, its page, its head and its foot; its words, its authors and all that
it would load from elsewhere go.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from coalition_cli.errors import Problem
from coalition_cli.exports.docx.wordml import NAMESPACES
from coalition_cli.extras import needing
from coalition_cli.i18n import _
from coalition_cli.wordprocessing.markup import HEAD, element, is_day, said
from coalition_cli.wordprocessing.parcel import parcel

_W: Final = "{" + NAMESPACES["w"] + "}"
_RELATED: Final = NAMESPACES["r"] + "/"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_CORE: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_CONTENT: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONSHIPS_CONTENT: Final = "application/vnd.openxmlformats-package.relationships+xml"
_KEPT: Final = frozenset(
    _RELATED + name
    for name in (
        "styles",
        "settings",
        "numbering",
        "theme",
        "fontTable",
        "footnotes",
        "endnotes",
        "header",
        "footer",
    )
)
"""What a document holds beside its words that may stay."""

_LEADS_AWAY: Final = ("attachedTemplate", "rsids", "mailMerge", "documentProtection")
_OLDEST_LAYOUT: Final = 12
_LARGEST: Final = 100_000_000
"""More bytes than any template has, unpacked."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a Word document that python-docx holds open."""

    document: Any

    @property
    def body(self) -> Any:
        """The element that holds the words."""
        return self.document.element.body

    @property
    def page(self) -> Any:
        """The element that says how large a page is, and what stands at its head and foot."""
        return self.body.findall(f"{_W}sectPr")[-1]

    def part(self, name: str) -> Any:
        """The part whose relationship is called ``name``; None if there is none."""
        found = self.document.part.rels.values()
        return next((rel.target_part for rel in found if rel.reltype == _RELATED + name), None)

    def add(self, name: str, root: str, file_name: str = "") -> str:
        """Add the part ``name`` whose XML is ``root``, and return the id of its relationship."""
        with needing("documents"):
            # price: docx, 120 ms, and only a Word document needs it
            from docx.opc.packuri import PackURI
            from docx.opc.part import Part
        uri = PackURI(f"/word/{file_name or name}.xml")
        package = self.document.part.package
        part = Part(uri, _CONTENT.format(name), (HEAD + root).encode(), package)
        return str(self.document.part.relate_to(part, _RELATED + name))

    def picture(self, png: bytes) -> str:
        """Add a picture, and return the id of its relationship; equal ones are one."""
        return str(self.document.part.get_or_add_image(BytesIO(png))[0])

    def saved(self, title: str, language: str, day: str) -> bytes:
        """The file, with ``title`` and ``language``, of ``day``, and of nobody."""
        package = self.document.part.package
        about = _core(title, language, day)
        files = {"_rels/.rels": _package_rels()}
        kinds = {"/docProps/core.xml": _CORE_CONTENT}
        files["docProps/core.xml"] = about
        only_document = [rel for rel in package.rels.values() if _is_document(rel.reltype)]
        for part in _reachable(only_document[0].target_part):
            kinds[str(part.partname)] = part.content_type
            files[part.partname.membername] = part.blob
            if part.rels:
                files[part.partname.rels_uri.membername] = part.rels.xml
        ordered = {"[Content_Types].xml": _content_types(kinds)}
        ordered |= {name: files[name] for name in sorted(files)}
        return parcel(ordered, day)


def opened(path: Path | None = None) -> WordFile:
    """Return the document at ``path``, or an empty one, without its words and what they needed.

    Raises ``Problem`` where it would load something from elsewhere; ``reading`` does so where it
    cannot be read.
    """
    file = _read(path)
    body = file.body
    page = file.page
    for child in list(body):
        if child is not page:
            body.remove(child)
    related = file.document.part.rels
    for name in [name for name, rel in related.items() if rel.reltype not in _KEPT]:
        del related[name]
    if path is not None:
        _stay_at_home(file, path)
    return file


def layout_of(file: WordFile) -> int:
    """By the rules of which year's Word ``file`` is laid out: 15 is that of 2013 and of today."""
    settings = file.part("settings")
    if settings is not None:
        for found in settings.element.iter(f"{_W}compatSetting"):
            if found.get(f"{_W}name") == "compatibilityMode":
                return int(found.get(f"{_W}val"))
    return _OLDEST_LAYOUT


def start_anew(file: WordFile, page: Any) -> None:
    """Take every part but its words out of ``file``, and let it have this ``page``."""
    file.document.part.rels.clear()
    file.body.replace(file.page, page)


@contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """Turn whatever goes wrong while a template is read into one sentence about it."""
    try:
        yield
    except Problem:
        raise
    except Exception as fault:
        # python-docx, zipfile and zlib say in a dozen ways that a file is none of Word's
        if path is None:
            raise
        raise _unreadable(path) from fault


def _read(path: Path | None) -> WordFile:
    with needing("documents"):
        # price: docx, 120 ms, and only a Word document needs it
        from docx import Document
    if path is None:
        return WordFile(Document())
    with ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise _unreadable(path)
    return WordFile(Document(str(path)))


def _unreadable(path: Path) -> Problem:
    sentence = _(
        "“{name}” cannot be read as a Word document (.docx), so it is no template; nothing was "
        "written. Save it once more from your office program as .docx, or leave --template out."
    )
    return Problem(sentence.format(name=path.name))


def _stay_at_home(file: WordFile, path: Path) -> None:
    """Take out of a template what leads elsewhere; a link that a person must click may stay."""
    settings = file.part("settings")
    if settings is not None:
        for name in _LEADS_AWAY:
            for found in settings.element.findall(f"{_W}{name}"):
                settings.element.remove(found)
        settings.rels.clear()
    for part in _reachable(file.document.part):
        if hasattr(part, "element"):
            _forget_sittings(part)
        for rel in part.rels.values():
            if rel.is_external and rel.reltype != _RELATED + "hyperlink":
                sentence = _(
                    "“{name}” loads something from outside itself whenever it is opened, so it is "
                    "no template; nothing was written. Put its pictures into the file itself."
                )
                raise Problem(sentence.format(name=path.name))


def _forget_sittings(part: Any) -> None:
    """Take out of ``part`` the numbers by which Word tells who wrote what in which sitting."""
    for found in list(part.element.iter()):
        if found.tag == f"{_W}rsid":
            found.getparent().remove(found)
            continue
        for name in [name for name in found.attrib if name.startswith(f"{_W}rsid")]:
            del found.attrib[name]


def _reachable(part: Any) -> list[Any]:
    """``part`` and every part that it leads to, once."""
    found = [part]
    for each in found:
        for rel in each.rels.values():
            if not rel.is_external and rel.target_part not in found:
                found.append(rel.target_part)
    return found


def _is_document(kind: str) -> bool:
    return kind.endswith("/officeDocument")


def _package_rels() -> bytes:
    document = element(
        "Relationship", Id="rId1", Type=_RELATED + "officeDocument", Target="word/document.xml"
    )
    about = element("Relationship", Id="rId2", Type=_CORE, Target="docProps/core.xml")
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (HEAD + element("Relationships", document, about, xmlns=address)).encode()


def _content_types(kinds: Mapping[str, str]) -> bytes:
    related = element("Default", Extension="rels", ContentType=_RELATIONSHIPS_CONTENT)
    parts: Iterable[str] = (
        element("Override", PartName=name, ContentType=kinds[name]) for name in sorted(kinds)
    )
    address = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (HEAD + element("Types", related, *parts, xmlns=address)).encode()


def _core(title: str, language: str, day: str) -> bytes:
    """Who wrote it is not told; when, only by the day of what it tells of."""
    at = f"{day}T00:00:00Z"
    dated = (
        element(f"dcterms:{name}", at, xsi_type="dcterms:W3CDTF")
        for name in ("created", "modified")
    )
    root = element(
        "cp:coreProperties",
        element("dc:title", said(title)),
        element("dc:creator"),
        element("cp:lastModifiedBy"),
        element("dc:language", said(language)),
        *(dated if is_day(day) else ()),
        xmlns_cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_dcterms="http://purl.org/dc/terms/",
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
    )
    return (HEAD + root).encode()
