"""Pictures, drawn anew: upright, in the colours they had, and with nothing beside their pixels."""

import io
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener

from heard.protect.copies.cleaning.cleaned import CannotClean, Cleaned, Refusal

MOST_PIXELS = 100_000_000  # of one picture; a good phone takes 50 million
MOST_MOVING_PIXELS = 400_000_000  # of all pictures of an animation together
SAVED: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("image/jpeg", {"quality": 92, "subsampling": 0}),
    "PNG": ("image/png", {}),
    "GIF": ("image/gif", {}),
    "WEBP": ("image/webp", {"quality": 90}),
    "TIFF": ("image/tiff", {"compression": "tiff_deflate"}),
}
ANIMATED = ("GIF", "PNG", "WEBP", "TIFF")
LOSSLESS = ("PNG", "BMP", "TIFF")  # what is not one of these, nor in SAVED, becomes a JPEG, as photos are


def clean_picture(data: bytes) -> Cleaned:
    """Raises CannotClean."""
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format or ""
            frames = getattr(picture, "n_frames", 1)
            if kind in ANIMATED and frames > 1:
                return _drawn_in_a_row(picture, kind, frames)
            return _drawn(picture, kind)
    except UnidentifiedImageError as error:
        raise CannotClean(Refusal.UNKNOWN_KIND) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise CannotClean(Refusal.BROKEN) from error


def _drawn(picture: Image.Image, kind: str) -> Cleaned:
    saved_as = kind if kind in ("GIF", "WEBP", "JPEG") else "PNG" if kind in LOSSLESS else "JPEG"
    return _saved([_pixels_of(ImageOps.exif_transpose(picture), saved_as)], saved_as)


def _drawn_in_a_row(picture: Image.Image, kind: str, frames: int) -> Cleaned:
    if picture.width * picture.height * frames > MOST_MOVING_PIXELS:
        raise CannotClean(Refusal.BROKEN)
    durations, drawn = [], []
    for frame in ImageSequence.Iterator(picture):
        frame.load()  # only now is it known how long it is shown
        durations.append(int(frame.info.get("duration") or 0))
        drawn.append(_pixels_of(ImageOps.exif_transpose(frame), kind))
    timing: dict[str, Any] = {}
    if kind != "TIFF":
        timing = {"duration": durations, "loop": int(picture.info.get("loop", 0))}
    return _saved(drawn, kind, **timing)


def _pixels_of(picture: Image.Image, saved_as: str) -> Image.Image:
    """A new picture with the same pixels, in sRGB: the description of another space of colours names phones."""
    profile = picture.info.get("icc_profile")
    plain = _in_plain_colours(picture, saved_as)
    if profile and plain.mode == "RGB":
        plain = _in_srgb(plain, profile)
    new = Image.new(plain.mode, plain.size)
    new.paste(plain)
    return new


def _in_plain_colours(picture: Image.Image, saved_as: str) -> Image.Image:
    has_holes = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if has_holes and saved_as != "JPEG":
        return picture.convert("RGBA")
    if picture.mode in ("1", "L") or (picture.mode.startswith("I") and saved_as in ("PNG", "TIFF")):
        return picture
    return picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a profile of another kind of colours, or a broken one
        return picture
    return converted or picture


def _saved(pictures: list[Image.Image], saved_as: str, **timing: Any) -> Cleaned:
    media_type, options = SAVED[saved_as]
    first, *others = pictures
    into = io.BytesIO()
    together = {"save_all": True, "append_images": others, **timing} if others else {}
    first.info = {}
    first.save(into, saved_as, **options, **together)
    return Cleaned(into.getvalue(), media_type)
