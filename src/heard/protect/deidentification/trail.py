"""What the giver may see of how their words are read, and of what later stages made of them."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.audit.queries import lines_about
from heard.collect.evidence.models import Submission
from heard.collect.receipts.trail import Step
from heard.protect.deidentification.models import Acceptance, FileNote, SettingAside, WorkingText
from heard.protect.deidentification.queries import acceptance_of, descriptions, setting_aside_of, working_texts
from heard.protect.deidentification.traces import Trace, traces_of

OPENINGS = ("open original", "open file", "open copy of file")


def steps_of_reading(submission: Submission) -> Iterator[Step]:
    """Waiting, being read or read; then what was made of it."""
    aside = setting_aside_of(submission)
    if aside:
        yield was_set_aside(aside)
        return
    texts = list(working_texts().filter(part__submission=submission))
    described = descriptions().filter(part__submission=submission)
    if len(texts) + len(described) < submission.parts.count():
        yield being_read() if was_opened(submission) else waiting()
        return
    yield was_read(texts) if texts else was_looked_at(described)
    accepted = acceptance_of(submission)
    if accepted:
        yield was_accepted(accepted)
    traces = [trace for text in texts for trace in traces_of(text)]
    yield from thought_about(traces)
    yield from on_our_pages(traces)


def was_opened(submission: Submission) -> bool:
    """Whether somebody has opened any of it to read it; the software's own openings have no person in them."""
    return any(
        lines_about("submission", part.label).filter(verb__in=OPENINGS, actor__isnull=False).exists()
        for part in submission.parts.select_related("submission").defer("sealed")
    )


def waiting() -> Step:
    return Step(
        _("It waits to be read"), _("Nobody has opened it yet. People read everything, in turn."), is_done=False
    )


def being_read() -> Step:
    return Step(
        _("Somebody is reading it"),
        _("They look for what would show who you are, and take it out before anybody else sees it."),
        is_done=False,
    )


def was_set_aside(aside: SettingAside) -> Step:
    says = _(
        "Somebody looked at it, and it is not read as evidence: %(why)s. It stays locked away. "
        "If we are wrong, please tell the people who run this inquiry."
    )
    return Step(_("It was set aside"), says % {"why": aside.get_why_display()}, on=aside.at.date(), is_done=False)


def was_looked_at(described: Iterable[FileNote]) -> Step:
    return Step(
        _("It was looked at"),
        _("Somebody who works for this inquiry opened what you gave us and wrote down what it shows."),
        on=max(note.at for note in described).date(),
    )


def was_read(texts: list[WorkingText]) -> Step:
    readers = {reading.by_id for text in texts for reading in text.readings.all()}
    says = _("What would show who you are was taken out. In that form, the people who work for this inquiry read it.")
    if readers:
        seen = ngettext(
            "One person read all of it again to be sure.",
            "%(count)d people read all of it again to be sure.",
            len(readers),
        )
        says = f"{says} {seen % {'count': len(readers)}}"
    return Step(_("It was read"), says, on=max(text.made_at for text in texts).date())


def was_accepted(accepted: Acceptance) -> Step:
    return Step(
        _("It is part of the evidence"),
        _("Everything you gave us is read. It counts beside what everybody else told this inquiry."),
        on=accepted.at.date(),
    )


def thought_about(traces: list[Trace]) -> Iterator[Step]:
    places = {trace.span for trace in traces if trace.kind == "excerpt"}
    if places:
        says = ngettext(
            "One passage of yours was put beside what other people said about the same thing.",
            "%(count)d passages of yours were put beside what other people said about the same things.",
            len(places),
        )
        yield Step(_("It was thought about"), says % {"count": len(places)})


def on_our_pages(traces: list[Trace]) -> Iterator[Step]:
    for trace in traces:
        if trace.public_url:
            yield Step(_("It is on our pages"), _("Words of yours are quoted there."), url=trace.public_url)
