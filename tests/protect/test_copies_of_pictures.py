"""Clean copies of pictures: upright, every pixel there, and nothing of where, when and with what they were taken."""

import io

import pytest
from PIL import Image, ImageDraw, PngImagePlugin
from pillow_heif import register_heif_opener

from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal
from heard.protect.copies.cleaning.kinds import clean
from heard.protect.copies.cleaning.segments import stripped

register_heif_opener()
CANARY = "kingfisher-4417"
ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def drawing(mode: str = "RGB") -> Image.Image:
    """Wide, with a red corner at its upper left."""
    picture = Image.new(mode, (60, 40), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 9, 9), fill="red" if mode != "L" else 0)
    return picture


def photo(kind: str, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[DESCRIPTION], exif[ORIENTATION] = CANARY, orientation
    exif[GPS] = {1: "N", 2: (53.0, 24.0, 0.0)}
    into = io.BytesIO()
    drawing().save(into, kind, exif=exif.tobytes())
    assert CANARY.encode() in into.getvalue()
    return into.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("HEIF", "image/jpeg"),
        ("TIFF", "image/png"),
    ],
)
def test_where_it_was_taken_and_with_what_is_gone(kind: str, becomes: str) -> None:
    copy = clean(photo(kind), "image/any")
    assert copy.media_type == becomes
    assert CANARY.encode() not in copy.data
    picture = opened(copy.data)
    assert not picture.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    assert picture.size == (60, 40)


def test_a_photo_held_sideways_stands_upright() -> None:
    picture = opened(clean(photo("JPEG", orientation=6), "image/jpeg").data)
    assert picture.size == (40, 60)
    red, green, _blue = picture.convert("RGB").getpixel((37, 2))  # type: ignore[misc]
    assert red > 200 > green + 100


def test_words_written_into_a_png_are_gone_and_what_is_see_through_stays_so() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY)
    words.add_itxt("XML:com.adobe.xmp", CANARY)
    see_through = Image.new("RGBA", (20, 20), (0, 0, 255, 40))
    into = io.BytesIO()
    see_through.save(into, "PNG", pnginfo=words)
    copy = clean(into.getvalue(), "image/png")
    assert CANARY.encode() not in copy.data
    assert opened(copy.data).convert("RGBA").getpixel((3, 3)) == (0, 0, 255, 40)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving_as_fast(kind: str) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    into = io.BytesIO()
    frames[0].save(into, kind, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0)
    copy = opened(clean(into.getvalue(), f"image/{kind.lower()}").data)
    assert copy.n_frames == 3  # type: ignore[attr-defined]
    durations = []
    for number in range(3):
        copy.seek(number)
        copy.load()
        durations.append(int(copy.info["duration"]))
    assert durations == [100, 200, 300]


def test_a_flood_of_pixels_is_refused() -> None:
    into = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(into, "PNG")
    with pytest.raises(CannotClean) as refusal:
        clean(into.getvalue(), "image/png")
    assert refusal.value.refusal == Refusal.BROKEN


def test_what_is_no_picture_is_said_to_be_of_an_unknown_kind() -> None:
    with pytest.raises(CannotClean) as refusal:
        clean(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    assert refusal.value.refusal == Refusal.UNKNOWN_KIND


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_in_a_document_is_stripped_without_touching_a_pixel(kind: str) -> None:
    given = photo(kind)
    strip = stripped(given)
    assert CANARY.encode() not in strip
    assert opened(strip).tobytes() == opened(given).tobytes()


@pytest.mark.parametrize("cut", [3, 4, 20, 200])
def test_a_broken_picture_in_a_document_stays_as_it_is(cut: int) -> None:
    broken = photo("JPEG")[:cut]
    assert stripped(broken) == broken
