"""The five words by e-mail, for whoever asks: sent once, to an address that is kept nowhere."""

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.accounts.access import open_to_givers
from heard.collect.receipts.buckets import Bucket
from heard.collect.receipts.five_words import FiveWords
from heard.collect.receipts.holding import held
from heard.collect.receipts.queries import receipt_for
from heard.mail.addresses import LONGEST_ADDRESS
from heard.mail.sending import Letter, NotSent, can_send, send_letter

MOST_FOR_ONE = 3  # messages a day with the same five words, on one process
A_DAY = 24 * 60 * 60  # seconds

messages_to_send = Bucket(size=30, a_minute=30)


class AddressForm(forms.Form):
    """Where to send them."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=gettext_lazy("Whoever can read that mailbox can read the words too. We do not keep the address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Type the address to send them to."),
            "invalid": gettext_lazy("That is not a whole e-mail address. It looks like name@example.org."),
        },
    )


def address_form() -> AddressForm | None:
    """The form to show beside the five words; none where no mail can be sent."""
    return AddressForm() if can_send() else None


@open_to_givers
def send_words(request: HttpRequest) -> HttpResponse:
    """Send the five words that the browser holds. Context: as `views.received`."""
    words = held(request)
    if request.method != "POST" or words is None or receipt_for(words) is None or not can_send():
        return redirect("tell_us_received")
    form = AddressForm(request.POST)
    if form.is_valid():
        why_not = send_to(form.cleaned_data["address"], words)
        if not why_not:
            return redirect(reverse("tell_us_received") + "?sent=1")
        form.add_error("address", why_not)
    return render(request, "web_form/received.html", {"words": words.words, "by_email": form}, status=422)


def send_to(address: str, words: FiveWords) -> str:
    """Empty once the message is sent; else why it was not."""
    if not may_be_sent(words):
        return _("We have sent these words as often as we can today. They are still here: write them down.")
    try:
        send_letter(address, letter_with(words))
    except NotSent:
        return _("The message could not be sent. The words are still here: write them down, or try again later.")
    return ""


def may_be_sent(words: FiveWords) -> bool:
    """Whether another message may go: not so many with the same words, nor from this site altogether."""
    counted = f"words-by-email-{words.hash}"
    cache.add(counted, 0, A_DAY)
    return cache.incr(counted) <= MOST_FOR_ONE and messages_to_send.take()


def letter_with(words: FiveWords) -> Letter:
    paragraphs = [
        _("You asked us to send you these five words. They are the key to what you gave us:"),
        "\n".join(words.words),
        _("With them you can see where your words went, change your mind, or take them back:")
        + f"\n{settings.HEARD_URL}{reverse('your_words')}",
        _(
            "Whoever can read this mailbox can read the five words too. If that is not safe for you, write them down "
            "and delete this message. We have not kept your address."
        ),
    ]
    return Letter(_("The five words you asked for"), "\n\n".join(paragraphs))
