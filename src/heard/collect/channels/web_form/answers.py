"""What somebody has told us so far, and which page comes next."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from heard.collect.evidence.file_facts import FileFacts
from heard.inquiry.inquiries.models import Question

JUST_TELL_US = 0  # takes the place of a question's number


@dataclass(frozen=True, slots=True)
class Answers:
    """Every page's answers. `questions` is None until somebody has chosen. `words` are by question, `files` by id."""

    speaking_as: str = ""
    questions: list[int] | None = None
    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, FileFacts] = field(default_factory=dict)
    has_seen_files: bool = False
    age_band: str = ""
    region: str = ""
    has_told_about: bool = False
    uses: list[str] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    trusted_adult: str = ""
    has_agreed: bool = False
    agreed_to: str = ""  # what was asked when they agreed, see `what_is_asked`

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def read(cls, written: bytes) -> "Answers":
        told = json.loads(written.decode("utf-8", "surrogatepass"))
        files = {name: FileFacts(**facts) for name, facts in told.pop("files", {}).items()}
        return cls(**told, files=files)

    @property
    def chosen(self) -> list[int]:
        """The numbers of what they write about, in order; telling us something else comes last."""
        return sorted(self.questions or [JUST_TELL_US], key=lambda number: number or 1_000_000)

    def words_on(self, number: int) -> str:
        return self.words.get(str(number), "")

    @property
    def says_something(self) -> bool:
        return bool(self.files) or any(self.words_on(number).strip() for number in self.chosen)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the way: its name, and for words which question they answer."""

    name: str
    number: int | None = None

    @property
    def slug(self) -> str:
        return self.name if self.number is None else f"{self.name}-{self.number}"

    @classmethod
    def named(cls, slug: str) -> "Page":
        name, _, number = slug.partition("-")
        return cls(name, int(number) if number.isdecimal() else None)

    def is_done(self, answers: Answers) -> bool:
        return {
            "who": bool(answers.speaking_as),
            "questions": answers.questions is not None,
            "words": str(self.number) in answers.words,
            "files": answers.has_seen_files,
            "about": answers.has_told_about,
            "agree": answers.has_agreed,
        }[self.name]


def pages(answers: Answers, questions: Sequence[Question]) -> list[Page]:
    """The pages of this person's way, in order. Where the inquiry asks no questions, nobody chooses any."""
    choosing = [Page("questions")] if questions else []
    words = [Page("words", number) for number in answers.chosen]
    return [Page("who"), *choosing, *words, Page("files"), Page("about"), Page("agree")]


def first_undone(answers: Answers, way: Sequence[Page]) -> Page | None:
    return next((page for page in way if not page.is_done(answers)), None)
