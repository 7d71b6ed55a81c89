"""Joining lines into words people can read: white space folded, line ends closed up, furniture left out.

`reading_view` is what every displayed text of Heard is made by, so a quotation shown anywhere is `words_of` its span.
"""

import re
from collections.abc import Iterable, Sequence

from heard.text.segments.views import Edit, View
from heard.text.spans import Span

SPACE = re.compile(r"\s+")
# A hyphen at a line end, with any white space after it; U+FFFE and U+0002 are what PDF libraries give for one.
LINE_END_HYPHEN = re.compile(
    r"(?<=[^\W_])([-\u2010\xad\ufffe\x02])[^\S\n\r\v\f\u2028\u2029]*[\n\r\v\f\u2028\u2029]\s*(?=[^\W_])"
)
SOFT_HYPHEN = re.compile("\xad")
TO_FOLD = re.compile(r"\xad|[\ufffe\x02]|(?! (?!\s))\s+")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
# Endings that are no word: with one of these after it, a hyphen at a line end only shows where a syllable broke.
SYLLABLES = frozenset(
    [
        "tion",
        "tions",
        "tional",
        "tionally",
        "sion",
        "sions",
        "sional",
        "ment",
        "ments",
        "mental",
        "mentally",
        "ing",
        "ings",
        "ed",
        "ly",
        "ity",
        "ities",
        "nity",
        "nities",
        "munity",
        "munities",
        "ness",
        "ence",
        "ences",
        "ance",
        "ances",
        "ency",
        "encies",
        "ancy",
        "tial",
        "cial",
        "tially",
        "cially",
        "tive",
        "tives",
        "sive",
        "ture",
        "tures",
        "tured",
        "turing",
        "ble",
        "bly",
        "able",
        "ably",
        "ible",
        "ibly",
        "ical",
        "ically",
        "ers",
        "est",
        "tained",
        "ised",
        "ises",
        "ising",
        "isation",
        "isations",
        "ized",
        "ation",
        "ations",
        "tunity",
        "tunities",
        "ents",
        "ious",
        "eous",
        "ful",
        "fully",
        "lessness",
        "hood",
        "dren",
        "ple",
        "ples",
        "tle",
        "cle",
        "cles",
        "gers",
        "gest",
        "tants",
        "nal",
        "nally",
        "ship",
        "ships",
        "thers",
        "ters",
        "ders",
        "ners",
        "bers",
        "vers",
        "ning",
        "ting",
        "ding",
        "ling",
        "ging",
        "ming",
        "ving",
        "rience",
        "riences",
        "rienced",
        "perience",
        "perienced",
        "vidual",
        "viduals",
        "tected",
        "lished",
        "lishing",
        "gether",
    ]
)


class Hyphens:
    """Whether a hyphen at a line end belongs to a word (“care-experienced”) or only broke it (“commu-nity”).

    The text itself is the witness: the word whole, or with its hyphen, elsewhere. Failing that, a hyphen is soft only
    where what follows it is no word but a syllable; otherwise it stays, because a word run together is a word changed.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def is_soft(self, hyphen: int, resumes: int) -> bool:
        """Whether the hyphen at offset `hyphen` is soft, when the word goes on at offset `resumes`."""
        if self._text[hyphen] == "\xad":
            return True
        head = re.search(r"[^\W\d_]+$", self._text[max(hyphen - 40, 0) : hyphen])
        tail = re.match(r"[^\W\d_]+", self._text[resumes : resumes + 40])
        if not head or not tail or not tail.group().islower():
            return False
        first, second = head.group().casefold(), tail.group().casefold()
        if first + second in self.words and f"{first}-{second}" not in self.words:
            return True
        if f"{first}-{second}" in self.words or (first in self.words and second in self.words):
            return False
        return second in SYLLABLES

    @property
    def words(self) -> frozenset[str]:
        """Every word of the text that is not itself cut by a line end."""
        if self._words is None:
            whole = LINE_END_HYPHEN.sub("\n0", self._text)
            self._words = frozenset(word.casefold().replace("\u2010", "-") for word in WORD.findall(whole))
        return self._words


def reading_view(text: str, spans: Iterable[Span], hyphens: Hyphens | None = None) -> View:
    """These spans of `text` as one run of words: line-end hyphens closed up, white space folded to single spaces."""
    hyphens = hyphens or Hyphens(text)
    view = View.of_spans(text, spans)
    closed = view.edited(_hyphen_edits(view, hyphens))
    return closed.edited(Edit(m.start(), m.end(), _folded(m.group())) for m in TO_FOLD.finditer(closed.text))


def words_of(text: str, span: Span, furniture: Sequence[Span] = (), hyphens: Hyphens | None = None) -> str:
    """The words of `span` as they are shown: furniture left out, line ends closed up, white space folded."""
    return reading_view(text, without(span, furniture), hyphens).text.strip()


def without(span: Span, left_out: Iterable[Span]) -> list[Span]:
    """What stays of `span` when `left_out` (in order) is taken away."""
    stays, at = [], span.start
    for gap in left_out:
        if gap.end <= at or gap.start >= span.end:
            continue
        if gap.start > at:
            stays.append(Span(at, gap.start))
        at = max(at, gap.end)
    return [*stays, Span(at, span.end)] if at < span.end else stays


def _hyphen_edits(view: View, hyphens: Hyphens) -> list[Edit]:
    edits = []
    for match in LINE_END_HYPHEN.finditer(view.text):
        hyphen = view.span_of(match.start(), match.start() + 1).start
        resumes = view.span_of(match.end(), match.end() + 1).start
        edits.append(Edit(match.start(), match.end(), "" if hyphens.is_soft(hyphen, resumes) else "-"))
    return edits


def _folded(piece: str) -> str:
    if piece == "\xad":
        return ""
    return "-" if piece in "\ufffe\x02" else " "
