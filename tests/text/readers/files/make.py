"""Makes the files in this folder again, with the programs README.md names. Not needed to run the tests.

    python make.py [FOLDER]

Needs on the path: soffice (LibreOffice with Writer and Calc), pandoc, chromium, ffmpeg, abiword, ssconvert
(gnumeric), qpdf, perl with MIME::Lite; and in this Python: typst, openpyxl, pillow. Bytes differ from run to run
(dates, identifiers); the words do not.
"""

import datetime
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import typst
from openpyxl.comments import Comment
from PIL import Image

HERE = Path(__file__).parent

LETTER = """\
# Dear inquiry

I am writing about the *long* wait at **Wren Street**. The form is [on this page](https://dunnock.example/form) and
also at <https://dunnock.example/help>.

## What happened

> I rang nine times. On the tenth
> somebody said my name.

Foster carer, Trehelyg

- ring people back
- say who you are
    - and your team

1. first the stairs
2. then the door

| Under the stair
|     a box of shoes
| the rain

| Place | Said |
|-------|------|
| Kitchen | warm |
| Hall | cold |

Mae’r gegin yn gynnes. 😀 cafe\u0301. “Nobody asked,” she said.
"""

NOTES = """\
#set page(width: 15cm, height: 11cm, numbering: "1 / 1", header: [Dunnock House evidence notes])
#set document(title: "Evidence notes")
#set par(justify: true)
= Notes of the second session
The room was full by four. People spoke about stairs, about keys, about being moved on a Friday with everything in a
black bag; they spoke without hurry and internationalisation was hyphenated extraordinarily characteristically.
== What people told us
#quote(block: true)[I packed in the dark because nobody had said where the switch was.]
- lifts that work
- keys of our own
#pagebreak()
== Verse
The kettle \\
#h(2em) the quiet \\
#h(1em) the key.
#pagebreak()
#columns(2)[
  LEFTCOLUMN begins here and goes on for some lines so that it fills the width of its column more than once.
  #colbreak()
  RIGHTCOLUMN begins here and is read after the whole of the left one has been read to its end.
]
"""

PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evidence from Sparrow Lane</title>
<style>.s{display:none} body{font-family:"DejaVu Serif",serif} blockquote{font-style:italic}
@page{@top-center{content:"Running title: Sparrow Lane"} @bottom-center{content:"page " counter(page)}}</style>
<script>const words = "SCRIPTWORDS";</script></head><body>
<nav><a href="https://sparrow.example/">NAVWORDS</a></nav>
<h1>Evidence from Sparrow&nbsp;Lane</h1>
<p>The bell rang &amp; nobody came.<br>We   waited   in the <b>hall</b>; see <a href="https://sparrow.example/plan">the
plan</a>.</p>
<blockquote><p>There was a list and we were not on it.</p><cite>Care leaver, nineteen</cite></blockquote>
<p>She said <q>keep the key</q> and left.</p>
<ul><li>open the hall<ul><li>on Sundays too</li></ul></li><li>mend the bell</li></ul>
<pre>
Two   steps
    and a lamp</pre>
<table><tr><th>Who</th><th>What</th></tr><tr><td>Neighbours</td><td>noise<br>and light</td></tr></table>
<p style="display:none">HIDDENWORDS of a draft</p><p hidden>ALSOHIDDEN</p>
<p>قالت البنت نعم. Mae’r tŷ’n oer.</p>
<img src="lamp.png" alt="a lamp"><p>Last words.</p></body></html>
"""

CAPTIONS = """\
1
00:00:01,000 --> 00:00:04,200
Ann Lee: the doors & the stairs

2
00:00:05,000 --> 00:00:07,500
<i>two lines
of one caption</i>

3
00:01:07,000 --> 00:01:09,900
Ann Lee: dŵr oer, sŵn mawr 🙂
"""

ANSWERS = 'Reference,Answer,Area\n0071,The hall was cold,North\n0072,"“Yes, but”",South\n,,\n0073,two lines,North\n'


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, capture_output=True, **options)


def convert(source, kind, folder, scratch, name):
    """LibreOffice’s version of a file; `kind` may name a filter and its options."""
    outside = scratch / "converted"
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    run("soffice", "--headless", profile, "--convert-to", kind, "--outdir", outside, source)
    shutil.move(outside / f"{source.stem}.{kind.split(':')[0]}", folder / name)


def make_corridor(folder, scratch):
    """One document with everything: LibreOffice turns our flat source into each format."""
    source = HERE / "corridor.fodt"
    for kind in ("odt", "docx", "rtf"):
        convert(source, kind, folder, scratch, f"corridor.{kind}")
    accepted = scratch / "corridor.fodt"  # PDF and HTML show deletions as text, so they get a version without them
    text = source.read_text(encoding="utf-8")
    accepted.write_text(re.sub(r"<text:tracked-changes>.*?</text:tracked-changes>", "", text, flags=re.DOTALL), "utf-8")
    convert(accepted, "html", folder, scratch, "corridor.html")
    for name, tagged in (("corridor-untagged.pdf", "false"), ("corridor-tagged.pdf", "true")):
        options = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
        convert(accepted, f"pdf:writer_pdf_Export:{options}", folder, scratch, name)


def make_letter(folder, scratch):
    source = scratch / "letter.md"
    source.write_text(LETTER, encoding="utf-8")
    shutil.copy(source, folder / "letter.md")
    for name in ("letter-pandoc.docx", "letter-pandoc.odt", "letter-pandoc.rtf", "letter-pandoc.html"):
        run("pandoc", "-s", "--metadata", "pagetitle=Dear inquiry", source, "-o", folder / name)
    run("pandoc", source, "-t", "commonmark", "-o", folder / "letter-pandoc-commonmark.md")
    for kind in ("rtf", "docx", "odt"):
        run("abiword", f"--to={kind}", "-o", folder / f"letter-abiword.{kind}", folder / "letter-pandoc.docx")


def make_pdfs(folder, scratch):
    page = scratch / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    shutil.copy(page, folder / "sparrow.html")
    run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'sparrow-chromium.pdf'}",
        page,
    )
    (scratch / "notes.typ").write_text(NOTES, encoding="utf-8")
    typst.compile(str(scratch / "notes.typ"), output=str(folder / "notes-typst.pdf"))
    (scratch / "scan.typ").write_text('#image("lamp.png", width: 4cm)', encoding="utf-8")
    typst.compile(str(scratch / "scan.typ"), output=str(folder / "scan-typst.pdf"))
    (scratch / "half.typ").write_text('Words on page one. #pagebreak() #image("lamp.png")', encoding="utf-8")
    typst.compile(str(scratch / "half.typ"), output=str(folder / "half-scan-typst.pdf"))
    locked = ["--encrypt", "open", "own", "256", "--"]
    run("qpdf", folder / "notes-typst.pdf", *locked, folder / "locked-qpdf.pdf")
    owned = ["--encrypt", "", "own", "256", "--"]
    run("qpdf", folder / "notes-typst.pdf", *owned, folder / "owner-locked-qpdf.pdf")


def make_sheets(folder, scratch):
    (scratch / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    run("ssconvert", scratch / "answers.csv", folder / "answers-gnumeric.xlsx")
    run("ssconvert", scratch / "answers.csv", folder / "answers-gnumeric.ods")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(["Response", "When", "Answer\u00a0", "Long number", "Share", "Agrees", "Sum"])
    sheet.append([1, "17/05/2021", "the lift is broken\nand so is the heating", 123456789012345, 0.25, True, "=1+1"])
    sheet.append([2, None, "a row that a filter hides", 7, 0.5, False, "=A2"])
    sheet.append([3, None, "dŵr oer 😀", 8, 1.5, None, None])
    sheet["B3"] = datetime.date(2021, 5, 18)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["C2"].comment = Comment("REMARK nobody published", "An editor")
    book.create_sheet("Drafts")["A1"] = "HIDDENWORDS"
    book["Drafts"].sheet_state = "hidden"
    book.create_sheet("Empty")
    book.create_sheet("More")["B3"] = "a second sheet"
    book.save(folder / "sheets-openpyxl.xlsx")
    for kind in ("xlsx", "ods", "xls"):
        convert(folder / "sheets-openpyxl.xlsx", kind, folder, scratch, f"sheets-libreoffice.{kind}")


def make_captions(folder, scratch):
    source = folder / "captions.srt"
    source.write_text(CAPTIONS, encoding="utf-8")
    run("ffmpeg", "-y", "-i", source, folder / "captions-ffmpeg.vtt")


def make_mail(folder):
    script = r"""
use MIME::Lite; my ($folder) = @ARGV;
my $message = MIME::Lite->new(From => 'Ann Lee <ann@people.example>', To => 'inquiry@dunnock.example',
    Subject => '=?UTF-8?Q?Y_t=C5=B7_oer?=', Date => 'Mon, 17 May 2021 10:00:00 +0100', Type => 'multipart/mixed');
$message->attach(Type => 'text/plain; charset=UTF-8', Encoding => 'quoted-printable',
    Data => "Hello,\n\nthe hall was cold \xe2\x80\x93 d\xc5\xb5r oer.\n\n> Where do you live?\n> And since when?\n");
$message->attach(Type => 'application/pdf', Path => "$folder/half-scan-typst.pdf", Filename => 'answer.pdf');
$message->attach(Type => 'image/png', Data => "\x89PNG\r\n", Filename => 'lamp.png');
$message->attach(Type => 'application/zip', Data => "PK\x05\x06", Filename => 'more.zip');
open(my $out, '>', "$folder/mail-mimelite.eml"); print $out $message->as_string; close($out);
"""
    run("perl", "-e", script, folder)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HERE).resolve()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        Image.effect_noise((24, 24), 60).save(scratch / "lamp.png")
        make_letter(folder, scratch)
        make_corridor(folder, scratch)
        make_pdfs(folder, scratch)
        make_sheets(folder, scratch)
        make_captions(folder, scratch)
        make_mail(folder)


if __name__ == "__main__":
    main()
