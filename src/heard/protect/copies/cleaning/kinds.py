"""Which cleaner a file needs, by what is in it and, for recordings, by its type."""

import io
import zipfile

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
KINDS_OF_OPEN_XML = {
    "word/": f"{OPEN_XML}wordprocessingml.document",
    "xl/": f"{OPEN_XML}spreadsheetml.sheet",
    "ppt/": f"{OPEN_XML}presentationml.presentation",
}


def clean(data: bytes, media_type: str) -> Cleaned:
    """The file without what is hidden in it. Raises CannotClean. Libraries are loaded only when they are needed."""
    if data[:1024].find(b"%PDF-") >= 0:
        from heard.protect.copies.cleaning.pdf import clean_pdf

        return clean_pdf(data)
    if data.startswith(b"PK"):
        return clean_zip(data)
    if media_type.startswith("image/"):
        from heard.protect.copies.cleaning.pictures import clean_picture

        return clean_picture(data)
    if media_type.startswith(("audio/", "video/")):
        from heard.protect.copies.cleaning.recordings import clean_recording

        return clean_recording(data, media_type)
    from heard.protect.copies.cleaning.words import clean_words

    return clean_words(data)


def clean_zip(data: bytes) -> Cleaned:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            says = package.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise CannotClean(Refusal.BROKEN) from error
    if says.startswith(OPEN_DOCUMENT):
        from heard.protect.copies.cleaning.open_document import clean_open_document

        return clean_open_document(data, says)
    media_type = next((KINDS_OF_OPEN_XML[start] for start in KINDS_OF_OPEN_XML if any_begins(names, start)), "")
    if "[Content_Types].xml" in names and media_type:
        from heard.protect.copies.cleaning.open_xml import clean_open_xml

        return clean_open_xml(data, media_type)
    raise CannotClean(Refusal.UNKNOWN_KIND)


def any_begins(names: list[str], start: str) -> bool:
    return any(name.startswith(start) for name in names)
