"""Giving evidence to a site that is killed again and again, as somebody does who does not give up.

Whoever gives evidence here sends it page by page, one file in a form and one in pieces, and after each broken
connection tries the same step again. Meanwhile the worker that reads and copies their files is killed as often. What
they were told has arrived must be there afterwards, whole and once.
"""

import base64
import contextlib
import http.client
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from typing import Any, TypeVar

from site_process import POINTS, POINTS_OF_WORK

PIECE = 300_000  # bytes of a file sent at once, so that pieces and sealed chunks do not end together
BROKEN = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>It was a week.</w:t></w:r></w:p></w:body></w:document>'
WORKER = "a worker"
LONGEST_WORK = 6.0  # seconds until a worker is killed that has not come to the step at which it was to die
GIVES_UP_AFTER = 60  # seconds without an answer
Result = TypeVar("Result")


class Site:
    """The site of `folder`, served on `port`. `kills` counts how its servers and workers died."""

    def __init__(self, folder: Path, port: int, database: str = "") -> None:
        self.folder, self.port = folder, port
        self.kills: Counter[str] = Counter()
        self._planned = ""
        self._server = 0
        self._asking = Lock()
        environment = os.environ | {
            "HEARD_DATA": str(folder),
            "HEARD_KEYS": str(folder / "keys"),
            "HEARD_WRITERS_A_MINUTE": "100000",
            "HEARD_KEEP_FREE_MB": "0",
            "DATABASE_URL": database,
        }
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("site_process.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "log").open("wb"),
            env=environment,
        )
        self._answer()
        self.ask("open")
        self.serve()

    def ask(self, do: str, **more: Any) -> Any:
        assert self._process.stdin
        with self._asking:
            self._process.stdin.write(json.dumps({"do": do, **more}).encode() + b"\n")
            self._process.stdin.flush()
            return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        said = json.loads(self._process.stdout.readline() or '{"error": "the site’s process ended"}')
        if isinstance(said, dict) and "error" in said:
            raise AssertionError(said["error"])
        return said

    def serve(self, dying: tuple[str, str, int] | None = None) -> None:
        self._planned = f"{dying[1]} {dying[0]}" if dying else ""
        self._server = self.ask("serve", port=self.port, dying=dying)
        wait_until(self._answers)

    def _answers(self) -> bool:
        with contextlib.suppress(*BROKEN):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=GIVES_UP_AFTER)
            connection.connect()
            connection.close()
            return True
        return False

    def kill_server_after(self, seconds: float) -> Timer:
        """At whatever it is doing then."""
        timer = Timer(seconds, self._kill, [self._server])
        timer.start()
        return timer

    def _kill(self, process: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            self._planned = "at any moment"

    def revive(self, dying: tuple[str, str, int] | None = None) -> None:
        """Another server in the place of the one that was killed."""
        self.ask("end", process=self._server)
        self.kills[self._planned or "while it was idle"] += 1
        self.serve(dying)

    def end_server(self) -> None:
        self.ask("end", process=self._server)

    def kills_of(self, whom: str) -> int:
        """How often a server, or a worker, was killed."""
        of_workers = sum(number for how, number in self.kills.items() if how.startswith(WORKER))
        return of_workers if whom == WORKER else self.kills.total() - of_workers

    def close(self) -> None:
        assert self._process.stdin
        self.end_server()
        self._process.stdin.close()
        self._process.wait()


@dataclass(eq=False)
class Killing(Thread):
    """Kills workers, one after the other, at the steps of their work or at any moment, until it is told to stop.

    It waits while more of them were killed than servers, so that the one does not crowd out the other.
    """

    site: Site
    chance: random.Random
    stop: Event = field(default_factory=Event)
    error: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self._let_one_work()
                while self.site.kills_of(WORKER) > self.site.kills_of("the server") and not self.stop.wait(0.1):
                    pass
        except BaseException as error:  # whoever waits for us shall see it
            self.error = error

    def _let_one_work(self) -> None:
        point, when = self.chance.choice(list(POINTS_OF_WORK)), self.chance.choice(["before", "after"])
        worker = self.site.ask("work", dying=(point, when, self.chance.randint(1, 2)))
        until = time.monotonic() + self.chance.uniform(1, LONGEST_WORK)
        while time.monotonic() < until and not self.stop.wait(0.1):
            if self.site.ask("see whether it ended", process=worker):
                self.site.kills[f"{WORKER}, {when} {point}"] += 1
                return
        self.site.ask("end", process=worker)
        self.site.kills[f"{WORKER}, at any moment"] += 1

    def end(self) -> None:
        self.stop.set()
        self.join()
        if self.error:
            raise self.error


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + GIVES_UP_AFTER
    while not is_so():
        assert time.monotonic() < deadline, "The site does not answer."
        time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: str


@dataclass
class Giver:
    """Somebody who gives evidence, and does not give up when the connection breaks."""

    site: Site
    text: str
    files: tuple[bytes, bytes]
    names: tuple[str, str] = ("a.bin", "b.bin")
    agreeing: dict[str, str] = field(default_factory=lambda: {"analyse": "on"})
    cookie: str = ""
    words: str = ""
    is_acknowledged: bool = False
    breaks: int = 0
    after_a_break: Callable[[], None] = field(default=lambda: None)

    def give(self) -> None:
        self.prepare()
        self.insist(self.send)
        self.is_acknowledged = True
        assert self.insist(lambda: self.words_on("/tell-us/received/")) == self.words

    def prepare(self) -> None:
        """Everything up to the page where it is sent."""
        self.insist(lambda: self.fill("who", speaking_as="own experience"))
        self.words = self.insist(lambda: self.words_on("/tell-us/kept/"))
        self.insist(lambda: self.fill("questions", questions="2"))
        self.insist(lambda: self.fill("words-2", words=self.text))
        self.insist(self.add_a_file_by_form)
        self.insist(self.add_a_file_in_pieces)
        self.insist(lambda: self.fill("files"))
        self.insist(lambda: self.fill("about", age_band="18–25", region="Wales"))
        self.insist(lambda: self.fill("agree", **self.agreeing))

    def insist(self, step: Callable[[], Result]) -> Result:
        while True:
            try:
                return step()
            except BROKEN:
                self.breaks += 1
                self.after_a_break()

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=GIVES_UP_AFTER)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Cookie": self.cookie} | named)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()
        for set_to in answer.headers.get_all("Set-Cookie", []):
            self.cookie = set_to.partition(";")[0]
        assert answer.status < 500, answer.body[:300]
        return answer

    def fill(self, page: str, **given: str) -> None:
        form = "&".join(f"{name}={quoted(value)}" for name, value in given.items()).encode()
        answer = self.request("POST", f"/tell-us/{page}/", form, Content_Type="application/x-www-form-urlencoded")
        assert answer.status == 302, (page, answer.status, re.findall(r"error[^<]*<[^>]*>([^<]*)", answer.body))

    def words_on(self, path: str) -> str:
        page = self.request("GET", path).body
        words = re.findall(r"<li>([a-z]+)</li>", page.partition("five-words")[2].partition("</ol>")[0])
        assert len(words) == 5, page[:2000]
        return " ".join(words)

    def add_a_file_by_form(self) -> None:
        end = "a-boundary-of-parts"
        head = f'--{end}\r\nContent-Disposition: form-data; name="added"; filename="{self.names[0]}"\r\n\r\n'
        more = f'\r\n--{end}\r\nContent-Disposition: form-data; name="add"\r\n\r\n\r\n--{end}--\r\n'
        body = head.encode() + self.files[0] + more.encode()
        answer = self.request("POST", "/tell-us/files/", body, Content_Type=f"multipart/form-data; boundary={end}")
        assert answer.status == 302, answer.status

    def add_a_file_in_pieces(self) -> None:
        whole, name = self.files[1], base64.b64encode(self.names[1].encode()).decode()
        about = {"Upload_Length": str(len(whole)), "Upload_Metadata": f"filename {name}"}
        begun = self.insist(lambda: self.tus("POST", "/tell-us/uploads/", **about))
        assert begun.status == 201, (begun.status, begun.body)
        address = begun.headers["Location"]
        while True:
            there = self.insist(lambda: self.tus("HEAD", address))
            if there.status == 404:  # it broke off before anything was kept: begin again
                return self.add_a_file_in_pieces()
            offset = int(there.headers["Upload-Offset"])
            if offset == len(whole):
                return None
            piece = whole[offset : offset + PIECE]
            headers = {"Upload_Offset": str(offset), "Content_Type": "application/offset+octet-stream"}
            self.insist_once(partial(self.tus, "PATCH", address, piece, **headers))

    def insist_once(self, step: Callable[[], Answer]) -> None:
        """A piece that broke off is not sent again before asking how much is there."""
        try:
            answer = step()
        except BROKEN:
            self.breaks += 1
            self.after_a_break()
        else:
            assert answer.status in (204, 409, 423, 404), (answer.status, answer.body)

    def tus(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        return self.request(method, path, body, Tus_Resumable="1.0.0", **headers)

    def send(self) -> None:
        answer = self.request("POST", "/tell-us/send/")
        assert answer.status == 302, answer.status
        assert answer.headers["Location"] == "/tell-us/received/", answer.headers["Location"]


def quoted(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode())


@dataclass
class Outcome:
    """What the kills did. `lost` and `broken` must stay empty."""

    kills: Counter[str]
    acknowledged: int = 0
    breaks: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    work: dict[str, int] = field(default_factory=dict)


def kill_while_giving(
    site: Site, kills: int, seed: int, with_worker: bool = True, say: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Have evidence given, one giver after another, until the server and the worker were killed so often in all."""
    chance = random.Random(seed)
    givers: list[Giver] = []
    killing = Killing(site, random.Random(seed + 1))
    if with_worker:
        killing.start()
    while site.kills.total() < kills:
        givers.append(give_while_killed(site, chance, len(givers)))
        say(f"{site.kills.total()} kills, {len(givers)} givers")
    if with_worker:
        killing.end()
    outcome = Outcome(site.kills, acknowledged=sum(giver.is_acknowledged for giver in givers))
    outcome.breaks = sum(giver.breaks for giver in givers)
    outcome.lost = [f"{giver.text}: {why}" for giver in givers if (why := what_is_lost(site, giver))]
    outcome.broken = site.ask("look")
    if with_worker:
        outcome.work = site.ask("finish work")
        outcome.broken += site.ask("look") + site.ask("look for what is undone")
    return outcome


def give_while_killed(site: Site, chance: random.Random, number: int) -> Giver:
    files = a_document(chance), chance.randbytes(chance.randrange(1, 900_000))
    giver = Giver(site, f"Said by the one of number {number}.", files)
    timers: list[Timer] = []

    def plan() -> None:
        """The next death: at one of the points, or at any moment."""
        for timer in timers:
            timer.cancel()
        kind = chance.random()
        at_a_point = (chance.choice(list(POINTS)), chance.choice(["before", "after"]), chance.randint(1, 4))
        site.revive(at_a_point if kind < 0.6 else None)
        if kind >= 0.6:
            timers.append(site.kill_server_after(chance.uniform(0, 2)))

    giver.after_a_break = plan
    timers.append(site.kill_server_after(chance.uniform(0, 2)))
    giver.give()
    for timer in timers:
        timer.cancel()
    return giver


def a_document(chance: random.Random) -> bytes:
    """One that the worker soon has read and copied, with something in it that nothing makes smaller."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", DOCUMENT)
        package.writestr("word/media/image1.gif", chance.randbytes(chance.randrange(1, 600_000)))
    return into.getvalue()


def what_is_lost(site: Site, giver: Giver) -> str:
    """Empty where everything that was acknowledged is there, whole and once."""
    there = site.ask("tell", words=giver.words)
    if there is None:
        return "nothing is there" if giver.is_acknowledged else ""
    if there["text"] != giver.text:
        return "the words differ"
    if there["files"] != sorted(sha256(data).hexdigest() for data in giver.files):
        return "the files differ"
    return ""
