"""The words in which an inquiry asks for each use until it writes its own: for adults, and for young people."""

from django.utils.translation import gettext as _

from heard.inquiry.consent.states import Use


def starting_wording(use: Use) -> tuple[str, str]:
    """For adults and for young people, in the language the site speaks now."""
    return {
        Use.ANALYSE: (
            _("You may read what I send and think about it together with what other people say."),
            _("You can read my words and think about them together with everybody else’s."),
        ),
        Use.QUOTE_UNNAMED: (
            _("You may print sentences of mine without my name, and without anything that would show who I am."),
            _("You can put some of my words on your pages, without my name and without anything that gives me away."),
        ),
        Use.QUOTE_NAMED: (
            _("You may print sentences of mine with the name I tell you here."),
            _(
                "You can put some of my words on your pages with the name I tell you here. "
                "People may work out who I am."
            ),
        ),
        Use.PUBLISH_WHOLE: (
            _("You may publish the whole of what I send, without anything that would show who I am."),
            _("You can publish everything I send you, without anything that gives me away."),
        ),
        Use.CONTACT_AGAIN: (
            _("You may get in touch with me about what I send."),
            _("You can get in touch with me about what I send you."),
        ),
    }[use]
