"""What we write back."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.collect.calls.queries import call_state, the_call
from heard.collect.calls.states import CallState
from heard.collect.channels.email.opening import OpenedMessage
from heard.collect.receipts.five_words import FiveWords
from heard.mail.sending import Letter


def receipt_letter(words: FiveWords, opened: OpenedMessage) -> Letter:
    """The five words, what they are good for, and what we do until their holder says more."""
    paragraphs = [
        _("Thank you for writing. %(what)s") % {"what": what_we_have(opened)},
        *what_was_wrong(opened),
        *after_closing(),
        _("These five words are the key to it. Keep them somewhere safe:"),
        "\n".join(words.words),
        _("With them you can see where your words went, change what we may do with them, or take them back:")
        + f"\n{site('your_words')}",
        _(
            "Until you tell us more there, people who work for this inquiry may read what you sent and think about it "
            "together with what others say. None of it is quoted or published. We have not kept your e-mail address."
        ),
        _(
            "If you tell us that you or somebody else is being hurt, we will have to tell a person whose job is to "
            "help. If you are in danger now, call 999. Others you can talk to:"
        )
        + f"\n{settings.HEARD_URL}/#help",
        _(
            "Whoever can read this mailbox can read the five words too. If that is not safe for you, write them down "
            "and delete this message."
        ),
    ]
    return Letter(_("We have what you sent us"), "\n\n".join(paragraphs))


def what_we_have(opened: OpenedMessage) -> str:
    files = len(opened.files)
    if not files:
        return _("We have your words.")
    if not opened.words.strip():
        return ngettext("We have the file you sent.", "We have the %(number)d files you sent.", files) % {
            "number": files
        }
    return ngettext("We have your words and one file.", "We have your words and %(number)d files.", files) % {
        "number": files
    }


def what_was_wrong(opened: OpenedMessage) -> list[str]:
    said = []
    if opened.empty_files:
        said.append(
            ngettext(
                "One file was empty: there was nothing in it. Perhaps it was still being saved. Please send it again.",
                "%(number)d files were empty: there was nothing in them. Please send them again.",
                opened.empty_files,
            )
            % {"number": opened.empty_files}
        )
    if opened.only_outlook:
        said.append(
            _(
                "Some of it came in a form that only Outlook opens (winmail.dat). We have kept it and will try. To be "
                "sure, send the files again from a telephone, or on our site."
            )
        )
    return said


def after_closing() -> list[str]:
    call = the_call()
    if call is None or call.closes_at is None or call_state() != CallState.CLOSED:
        return []
    day = formats.date_format(call.closes_at, "j F Y")
    return [
        _("The call for evidence closed on %(day)s. We keep what you sent; people decide whether it can still count.")
        % {"day": day}
    ]


def nothing_in_it_letter() -> Letter:
    text = _("Your message reached us, and there was nothing in it: no words and no files. Please send it again.")
    return Letter(_("There was nothing in your message"), f"{text}\n\n{or_on_our_site()}")


def too_large_letter() -> Letter:
    limit = settings.LARGEST_MAIL // 2**20
    text = _("Your message is larger than %(limit)d MB, the most we can take by e-mail, so we do not have it.") % {
        "limit": limit
    }
    return Letter(_("Your message was too large for us"), f"{text}\n\n{or_on_our_site()}")


def or_on_our_site() -> str:
    return _("You can also tell us on our site, where larger files fit:") + f"\n{site('tell_us')}"


def site(name: str) -> str:
    return settings.HEARD_URL + reverse(name)
