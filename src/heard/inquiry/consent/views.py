"""The privacy notice on the site; and, at the desk, what people are asked to agree to and a new version of each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from heard.accounts.access import StaffRequest, open_to_everybody, staff_only
from heard.inquiry.consent.actions import write_privacy_notice, write_wording
from heard.inquiry.consent.forms import NoticeForm, WordingForm
from heard.inquiry.consent.queries import newest_wording, privacy_notice, privacy_notices, wordings_of
from heard.inquiry.consent.rules import check_write_wordings
from heard.inquiry.consent.states import Use


@open_to_everybody
def privacy(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """The privacy notice that holds now, or an earlier version of it.

    Context: `notice` (None before there is one), `newest`, `earlier` (all but the newest).
    """
    notices = [*privacy_notices()]
    newest, earlier = next(iter(notices), None), notices[1:]
    notice = get_object_or_404(privacy_notices(), version=version) if version is not None else newest
    return render(request, "consent/privacy.html", {"notice": notice, "newest": newest, "earlier": earlier})


@staff_only(check_write_wordings)
def agreeing(request: HttpRequest) -> HttpResponse:
    """Every use with its wordings, and the privacy notices.

    Context: `uses` (each with `use`, `newest` (or None), `earlier`), `notice` (or None), `earlier_notices`.
    """
    uses = []
    for use in Use:
        wordings = [*wordings_of(use)]
        uses.append({"use": use, "newest": next(iter(wordings), None), "earlier": wordings[1:]})
    notices = [*privacy_notices()]
    context = {"uses": uses, "notice": next(iter(notices), None), "earlier_notices": notices[1:]}
    return render(request, "consent/agreeing.html", context)


@staff_only(check_write_wordings)
def wording(request: StaffRequest, use: str) -> HttpResponse:
    """A new version of one use's wording, beginning with the one in force.

    Context: `form`, `use`.
    """
    if use not in Use.values:
        raise Http404
    newest = newest_wording(Use(use))
    initial = {"text": newest.text, "plain_text": newest.plain_text} if newest else {}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        write_wording(request.user, Use(use), **form.cleaned_data)
        messages.success(request, _("From now on people are asked in these words."))
        return redirect("desk_agreeing")
    return _page(request, "consent/wording.html", form, use=Use(use))


@staff_only(check_write_wordings)
def notice(request: StaffRequest) -> HttpResponse:
    """A new version of the privacy notice, beginning with the one in force.

    Context: `form`.
    """
    newest = privacy_notice()
    form = NoticeForm(
        request.POST if request.method == "POST" else None, initial={"text": newest.text if newest else ""}
    )
    if form.is_bound and form.is_valid():
        write_privacy_notice(request.user, form.cleaned_data["text"])
        messages.success(request, _("The new privacy notice is on the site."))
        return redirect("desk_agreeing")
    return _page(request, "consent/notice.html", form)


def _page(request: HttpRequest, template: str, form: WordingForm | NoticeForm, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)
