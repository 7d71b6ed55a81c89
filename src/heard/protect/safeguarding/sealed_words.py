"""Why a concern is open, which repeats somebody's words, and what was decided about it: sealed, and opened again."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from heard.collect.evidence.models import KeptApart, Submission
from heard.files.models import ItemKey
from heard.files.sealing import seal, unseal
from heard.protect.safeguarding.models import Closing, Sign


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody wrote who closed a concern. `to_whom`, `on` (an ISO date) and `number` are of a referral."""

    said: str
    to_whom: str = ""
    on: str = ""
    number: str = ""

    @property
    def day(self) -> date | None:
        """The day of the referral."""
        return date.fromisoformat(self.on) if self.on else None


def key_of_words(submission: Submission) -> ItemKey:
    """The key under which somebody's words are now: that of what a hold keeps, where they were taken back."""
    kept = KeptApart.objects.filter(submission=submission).select_related("key").first()
    return kept.key if kept else submission.key


def seal_reasons(sign: Sign, reasons: tuple[str, ...]) -> None:
    """Raises KeyDestroyed where the words were taken back."""
    key = key_of_words(sign.part.submission).unwrap()
    sign.sealed = seal(key, json.dumps(reasons).encode(), sign.seal_context)


def open_reasons(sign: Sign) -> tuple[str, ...]:
    """One sentence each; none where they went with the words. Whoever asks has opened the original."""
    return open_reasons_with(key_of_words(sign.part.submission), sign)


def open_reasons_with(key: ItemKey, sign: Sign) -> tuple[str, ...]:
    if not sign.sealed:
        return ()
    return tuple(json.loads(unseal(key.unwrap(), bytes(sign.sealed), sign.seal_context)))


def seal_decision(closing: Closing, decided: Decided) -> None:
    closing.sealed = seal(closing.concern.key.unwrap(), json.dumps(asdict(decided)).encode(), closing.seal_context)


def open_decision(closing: Closing) -> Decided:
    return Decided(**json.loads(unseal(closing.concern.key.unwrap(), bytes(closing.sealed), closing.seal_context)))
