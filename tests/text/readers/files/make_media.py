"""Makes the presentations, pictures, recordings, scans and messages in this folder again.

    python make_media.py [FOLDER]

Needs soffice (LibreOffice with Writer and Impress) on the path; in this Python: av, numpy, pillow, pillow-heif,
python-pptx. The type is DejaVu's, from Debian. Bytes differ from run to run; the words do not.
"""

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pillow_heif
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pptx import Presentation
from pptx.util import Inches

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
FONTS = "/usr/share/fonts/truetype/dejavu/DejaVu{}.ttf"
POEM = """\
Bin bags

    three of them
under the stairs,

nobody asked
        which one was mine.
Kettle on, kettle off.

We moved on a Tuesday.
It rained."""
LEFT = """\
The house was cold in
the morning and nobody
had lit the stove yet.

I counted the doors on
the landing, fourteen,
and none was mine."""
RIGHT = """\
My worker came twice in
the spring. She brought
a form and a biscuit.

Then she left, and the
new one did not know
what my name was."""


def make(folder: Path) -> None:
    make_pictures(folder)
    make_recordings(folder)
    make_presentations(folder)
    make_message(folder)
    convert(HERE / "corridor.fodt", "doc:MS Word 97", folder)
    convert(folder / "slides-python-pptx.pptx", "pptx", folder / "libreoffice")
    (folder / "libreoffice/slides-python-pptx.pptx").rename(folder / "slides-libreoffice.pptx")
    (folder / "libreoffice").rmdir()


def convert(file: Path, kind: str, folder: Path) -> None:
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, file], check=True)


def make_pictures(folder: Path) -> None:
    pillow_heif.register_heif_opener()
    poem = written(POEM.split("\n"), "SansMono", (760, 560), 22)
    poem.save(folder / "poem.png", optimize=True)
    poem.save(folder / "poem.heic", quality=60)
    photo = poem.rotate(2.5, expand=True, fillcolor=225).filter(ImageFilter.GaussianBlur(0.8)).convert("RGB")
    side = photo.rotate(90, expand=True)
    facts = side.getexif()
    facts[0x0112] = 6  # the telephone was held upright
    side.save(folder / "poem-photo.jpg", quality=60, exif=facts)
    poem.rotate(90, expand=True).save(folder / "poem-on-its-side.png", optimize=True)
    columns = in_columns()
    columns.save(folder / "columns.png", optimize=True)
    columns.save(folder / "scan-pillow.pdf", resolution=100)
    columns.save(folder / "fax.tiff", save_all=True, append_images=[poem], compression="tiff_deflate")
    drawing = Image.new("L", (400, 300), 255)
    pen = ImageDraw.Draw(drawing)
    pen.rectangle((60, 80, 340, 260), outline=0, width=4)
    pen.line((60, 80, 200, 20, 340, 80), fill=0, width=4)
    pen.line((150, 120, 250, 220), fill=0, width=4)
    drawing.save(folder / "drawing.png", optimize=True)


def written(lines: list[str], font: str, size: tuple[int, int], height: int) -> Image.Image:
    page = Image.new("L", size, 255)
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(FONTS.format(font), height)
    for number, line in enumerate(lines):
        pen.text((60, 50 + number * height * 1.8), line, font=face, fill=0)
    return page


def in_columns() -> Image.Image:
    page = Image.new("L", (1100, 640), 255)
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(FONTS.format("Serif"), 24)
    pen.text((330, 30), "What the children told us", font=ImageFont.truetype(FONTS.format("Serif"), 30), fill=0)
    for number, (left, right) in enumerate(zip(LEFT.split("\n"), RIGHT.split("\n"), strict=True)):
        pen.text((70, 120 + number * 42), left, font=face, fill=0)
        pen.text((610, 120 + number * 42), right, font=face, fill=0)
    pen.text((70, 500), "At the foot of the page there is one line more, all across.", font=face, fill=0)
    return page


def make_recordings(folder: Path) -> None:
    rate = 16_000
    tone = (np.sin(np.arange(rate) / rate * 2 * np.pi * 330) * 8000).astype(np.int16)[None, :]
    for name, codec in (
        ("tone.wav", "pcm_s16le"),
        ("tone.m4a", "aac"),
        ("tone.ogg", "libopus"),
        ("tone.mp3", "libmp3lame"),
    ):
        with av.open(str(folder / name), "w") as file:
            stream = file.add_stream(codec, rate=rate, layout="mono")
            frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
            frame.sample_rate = rate
            for packet in [*stream.encode(frame), *stream.encode(None)]:
                file.mux(packet)
    for name, codec in (("film.mp4", "mpeg4"), ("film.webm", "libvpx-vp9")):
        with av.open(str(folder / name), "w") as file:
            stream = file.add_stream(codec, rate=5)
            stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
            for shade in range(5):
                picture = np.full((64, 96, 3), shade * 50, np.uint8)
                for packet in stream.encode(av.VideoFrame.from_ndarray(picture)):
                    file.mux(packet)
            for packet in stream.encode(None):
                file.mux(packet)


def make_presentations(folder: Path) -> None:
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "What we heard at Dunnock House"
    first.placeholders[1].text = "The lift is broken\nNobody rings back"
    first.notes_slide.notes_text_frame.text = "Say that the lift has been broken since May."
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "Where"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, cells in enumerate((("Place", "What people said"), ("Wren Street", "it is cold"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    group = second.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    box.text_frame.text = "in a box\nin a group"
    second.shapes.add_picture(str(folder / "drawing.png"), Inches(6), Inches(5))
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "Not shown to anybody"
    hidden.element.set("show", "0")
    show.save(str(folder / "slides-python-pptx.pptx"))


def make_message(folder: Path) -> None:
    from making_msg import outlook_message

    body = "Dear inquiry,\n\nthe poem hangs on this message.\n\n  Wren\n"
    attached = {"poem.txt": POEM.encode(), "poem.png": (folder / "poem.png").read_bytes()}
    (folder / "letter.msg").write_bytes(outlook_message("The stairs", body, 1_772_600_000, attached))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
