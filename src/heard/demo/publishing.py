"""Loads what the inquiry made of what it heard: session notes, themes, excerpts and published quotations."""

from datetime import date

from django.db import transaction

from heard.approvals.actions import agree, ask_approval
from heard.collect.evidence_sessions.actions import NotesFile, import_session_notes
from heard.collect.evidence_sessions.models import EvidenceSession, SessionNotes
from heard.demo.reading import Content, Entry
from heard.demo.team import Cast
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import working_texts
from heard.protect.disclosure.actions import record_drill
from heard.protect.disclosure.models import Drill
from heard.protect.disclosure.queries import current_policy, drills
from heard.publish.publications.actions import (
    clear_quotation,
    publish_numbers,
    publish_quotation,
    publish_session_notes,
    publish_theme,
)
from heard.publish.publications.numbers import label_of, plan_numbers
from heard.publish.publications.queries import numbers_editions, published_themes
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.anchors import verify_quotation
from heard.text.spans import Source
from heard.understand.codebook.actions import accept_theme, suggest_theme
from heard.understand.codebook.models import Theme
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import Excerpt


def try_to_find_somebody(cast: Cast) -> None:
    """What two people tried before the first theme was published."""
    if drills().exists():
        return
    drill = Drill(
        release="Session notes, eight themes and their quotations",
        held_on=date(2026, 7, 20),
        tried_by="Two reviewers who wrote none of it, and a youth worker from the East Midlands",
        tried="Put together ages, regions and stories; searched the internet for phrases; asked what a teacher, a "
        "neighbour and a local newspaper would know.",
        found="Nobody for certain. The youth worker thought she knew one person by a phrase, and was wrong.",
        done="The phrase was shortened with […]. Regions with few people stand beside no quotation.",
    )
    record_drill(cast.secretariat, drill)


def load_numbers(cast: Cast) -> None:
    """The first edition of the numbers, once there is a theme to count; the chair agrees to what it prints."""
    if published_themes().exists() and not numbers_editions().exists():
        policy = current_policy()
        label = label_of(policy, plan_numbers(policy))
        asked = ask_approval(cast.secretariat, PUBLISH_NUMBERS, label, "The first themes are public.")
        agree(cast.chair, asked)
        publish_numbers(cast.secretariat)


def load_session(content: Content, entry: Entry, cast: Cast) -> None:
    """The notes of one session, published."""
    if EvidenceSession.objects.filter(slug=entry["slug"]).exists():
        return
    with transaction.atomic():
        file = content.notes_file(entry["file"])
        session = import_session_notes(
            cast.secretariat, entry["slug"], entry["title"], NotesFile(file.name, file.read_bytes())
        )
        publish_session_notes(cast.chair, session)


def load_theme(entry: Entry, cast: Cast) -> None:
    """One theme with the excerpts it rests on; the analyst clears its quotations, the secretariat publishes them."""
    if Theme.objects.filter(label=entry["label"]).exists():
        return
    with transaction.atomic():
        theme = suggest_theme(cast.analyst, entry["label"], entry["definition"], entry["plain_label"])
        accept_theme(cast.secretariat, theme)
        publish_theme(cast.chair, theme)
        for excerpt in entry["excerpt"]:
            code(excerpt, theme, cast)
        for quotation in entry["quotation"]:
            quote(quotation, theme, cast)


def code(entry: Entry, theme: Theme, cast: Cast) -> Excerpt:
    """The place where the entry's words stand, marked and put under the theme."""
    text = text_of(entry)
    anchor = verify_quotation(Source.from_text("", text.text), entry["text"])
    excerpt = mark_excerpt(cast.analyst, text, anchor.span)
    apply_theme(cast.analyst, excerpt, theme)
    return excerpt


def quote(entry: Entry, theme: Theme, cast: Cast) -> None:
    quotation = clear_quotation(cast.analyst, code(entry, theme, cast), entry["text"], entry["attribution"])
    publish_quotation(cast.secretariat, quotation)


def text_of(entry: Entry) -> WorkingText | SessionNotes:
    if "notes" in entry:
        return SessionNotes.objects.get(name=entry["notes"])
    return working_texts().get(part__submission__reference=entry["reference"])
