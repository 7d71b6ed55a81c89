"""Word documents of the old kind, by the program antiword where it is installed."""

import os
import shutil
import subprocess

from heard.text.readers.building import Layout, Run, SourceBuilder
from heard.text.readers.refusals import damaged, not_read
from heard.text.spans import Source

WHERE_PROGRAMS_ARE = "/usr/local/bin:/usr/bin:/bin"
_LONGEST = 60  # seconds


def read(name: str, data: bytes) -> Source:
    program = shutil.which("antiword", path=WHERE_PROGRAMS_ARE)
    if program is None or not hasattr(os, "memfd_create"):
        raise not_read(name, "a Word document of the old .doc kind", "Please save it as .docx or PDF")
    builder = SourceBuilder(name, data)
    for line in _said_by(program, name, data).split("\n"):
        builder.add_paragraph([Run(line.rstrip("\r"))], Layout())
    builder.warn("Words that were deleted or hidden in this old kind of document may stand among the others.")
    return builder.build()


def _said_by(program: str, name: str, data: bytes) -> str:
    """What the program writes. It is given the file in memory: nobody's words are put on the disk."""
    file = os.memfd_create("document")
    try:
        os.write(file, data)
        done = subprocess.run(  # noqa: S603 (a program by its whole path, and a file by number)
            [program, "-m", "UTF-8.txt", "-w", "0", f"/proc/self/fd/{file}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=[file],
            env={"PATH": WHERE_PROGRAMS_ARE, "HOME": "/nonexistent"},
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise damaged(name) from error
    finally:
        os.close(file)
    if done.returncode != 0:
        raise damaged(name)
    return done.stdout.decode("utf-8", errors="replace")
