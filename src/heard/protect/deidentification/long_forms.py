"""Forms that hold a whole file's words: more than Django takes of one, and no more than a limit of our own."""

import string

from django.http import HttpRequest
from django.utils.translation import gettext as _

from heard.text.errors import BadInput

LONGEST = 10 * 2**20  # bytes of a form: words that would fill some ten novels
ROOM = 0.9  # of it for a draft; the rest for what a person mends in it
_SENT_AS_THEY_ARE = f"{string.ascii_letters}{string.digits}*-._ ".encode()  # of any other byte, three are made


def take_long_form(request: HttpRequest) -> None:
    """Let `request.POST` be so long. To be called before anything looks into it. Raises BadInput."""
    sent = request.read(LONGEST + 1)
    if len(sent) > LONGEST:
        raise BadInput(
            _("That is more than the %(limit)d MB that can be kept in one piece. Nothing is kept of it or changed.")
            % {"limit": LONGEST // 2**20}
        )
    request._body = sent


def is_too_long(text: str, limit: int | None = None) -> bool:
    """Whether `text` could not come back in a form of `limit` bytes, or else `LONGEST`, with what was mended in it."""
    sent = text.replace("\n", "\r\n").encode(errors="replace")
    return len(sent) + 2 * len(sent.translate(None, _SENT_AS_THEY_ARE)) > (limit or LONGEST) * ROOM


def says_too_long() -> str:
    return _(
        "Software reads more words in it than the %(limit)d MB that can be kept in one piece, so they are not shown. "
        "Write down those that matter, or say what it holds."
    ) % {"limit": LONGEST // 2**20}
