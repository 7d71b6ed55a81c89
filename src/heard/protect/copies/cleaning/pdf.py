"""PDF: what describes the document goes, and what it carries beside its pages; the pages and their words stay."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal
from heard.protect.copies.cleaning.segments import stripped

OF_ANY_OBJECT = ("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo")
OF_THE_DOCUMENT = ("/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/DSS", "/Legal", "/SpiderInfo")
OF_A_NOTE = ("/T", "/M", "/CreationDate", "/NM", "/AA")  # /T is who wrote it
CARRIED = ("/EmbeddedFiles", "/JavaScript")
RUNS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute")


def clean_pdf(data: bytes) -> Cleaned:
    """Raises CannotClean."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _clean(pdf)
            into = io.BytesIO()
            pdf.save(into, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        raise CannotClean(Refusal.LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise CannotClean(Refusal.BROKEN) from error
    return Cleaned(into.getvalue(), "application/pdf")


def _clean(pdf: pikepdf.Pdf) -> None:
    for name in ("/Info", "/ID"):  # the identifier stays the same through all versions of a document
        _take(pdf.trailer, name)
    root: Any = pdf.Root
    for name in OF_THE_DOCUMENT:
        _take(root, name)
    for name in CARRIED:
        _take(root.get("/Names"), name)
    for page in pdf.pages:
        _clean_page(page.obj)
    for thing in pdf.objects:
        for inside in _with_what_is_written_in(thing):
            _clean_object(inside)


def _with_what_is_written_in(thing: Any) -> Iterator[Any]:
    """An object and everything inside it, as far as that is not an object of its own."""
    waiting = [thing]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            inside = [found[name] for name in list(found.keys())]
        else:
            inside = list(found) if isinstance(found, pikepdf.Array) else []
        waiting += [part for part in inside if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _clean_page(page: Any) -> None:
    _take(page, "/AA")
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes if note.get("/Subtype") not in ("/FileAttachment", "/RichMedia", "/Screen")]
    for note in kept:
        # A field of a form is called by /T, which is no person's name; whatever is typed into it are words.
        is_field = note.get("/Subtype") == "/Widget"
        for name in OF_A_NOTE:
            if not (is_field and name == "/T"):
                _take(note, name)
    page["/Annots"] = pikepdf.Array(kept)


def _clean_object(thing: Any) -> None:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for name in OF_ANY_OBJECT:
        _take(thing, name)
    if thing.get("/S") in RUNS:
        for name in ("/JS", "/F", "/S"):
            _take(thing, name)
    if thing.get("/FT") == "/Sig":  # a signature names its signer, and the copy is no longer what was signed
        _take(thing, "/V")
    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        _clean_picture(thing)


def _clean_picture(picture: pikepdf.Stream) -> None:
    """A photo in a PDF is often the phone's own file, with the place where it was taken."""
    packed = picture.get("/Filter")
    if packed == "/DCTDecode" or (isinstance(packed, pikepdf.Array) and list(packed) == ["/DCTDecode"]):
        picture.write(stripped(picture.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _take(holder: Any, name: str) -> None:
    if holder is not None and name in holder:
        del holder[name]
