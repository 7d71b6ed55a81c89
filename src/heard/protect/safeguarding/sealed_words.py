"""Why a concern is open, which repeats somebody's words, and what was decided about it: sealed, and opened again."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from heard.collect.evidence.models import KeptApart, Submission
from heard.files.keys import SealingError
from heard.files.models import ItemKey
from heard.files.sealing import seal, unseal
from heard.protect.safeguarding.models import Closing, Sign


@dataclass(frozen=True, slots=True)
class WhyOpen:
    """Why a part has to be read. `reasons` are sentences that may repeat its words; `sureness` is the machine's, from 0
    to 1, and `kinds` the kinds of harm of which there are signs.
    """

    reasons: tuple[str, ...] = ()
    sureness: float = 0.0
    kinds: tuple[str, ...] = ()

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, written: bytes) -> "WhyOpen":
        told = json.loads(written)
        if isinstance(told, list):  # as it was sealed before the machine said how sure it is
            return cls(tuple(told))
        return cls(tuple(told["reasons"]), told["sureness"], tuple(told["kinds"]))


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


def seal_why(sign: Sign, why: WhyOpen) -> None:
    """Raises KeyDestroyed where the words were taken back."""
    sign.sealed = seal(key_of_words(sign.part.submission).unwrap(), why.written(), sign.seal_context)


def open_reasons(sign: Sign) -> tuple[str, ...]:
    """One sentence each; none where they went with the words. Whoever asks has opened the original."""
    return open_why_with(key_of_words(sign.part.submission), sign).reasons


def open_why_with(key: ItemKey, sign: Sign) -> WhyOpen:
    if not sign.sealed:
        return WhyOpen()
    return WhyOpen.read(unseal(key.unwrap(), bytes(sign.sealed), sign.seal_context))


def open_why_of_each(signs: Iterable[Sign]) -> dict[int, WhyOpen]:
    """The same of many at once, by the sign's number, to put them in order. Nobody is shown a word of it."""
    listed = list(signs)
    kept = KeptApart.objects.filter(submission__in={sign.part.submission_id for sign in listed}).select_related("key")
    apart = {each.submission_id: each.key for each in kept}
    return {sign.pk: _open_if_it_opens(apart.get(sign.part.submission_id), sign) for sign in listed}


def _open_if_it_opens(apart: ItemKey | None, sign: Sign) -> WhyOpen:
    """One that is damaged must not keep all the others from being read."""
    try:
        return open_why_with(apart or sign.part.submission.key, sign)
    except SealingError:
        return WhyOpen()


def seal_decision(closing: Closing, decided: Decided) -> None:
    closing.sealed = seal(closing.concern.key.unwrap(), json.dumps(asdict(decided)).encode(), closing.seal_context)


def open_decision(closing: Closing) -> Decided:
    return Decided(**json.loads(unseal(closing.concern.key.unwrap(), bytes(closing.sealed), closing.seal_context)))
