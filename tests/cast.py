"""The same people in every test: the team of an inquiry, and those who tell it things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from heard.accounts.actions import create_account
from heard.accounts.models import User
from heard.approvals.actions import agree, ask_approval
from heard.approvals.models import Approval
from heard.collect.evidence.actions import GivenEvidence, GivenFile, GivenPart, receive_submission
from heard.collect.evidence.file_facts import FileFacts
from heard.collect.evidence.models import Part
from heard.collect.evidence.states import Channel
from heard.files.actions import note_file
from heard.files.sealed_files import SealingWriter
from heard.inquiry.consent.states import Use
from heard.inquiry.contributors.states import AgeBand, Region, SpeakingAs
from heard.inquiry.inquiries.actions import appoint_team_member
from heard.inquiry.inquiries.models import Question
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.actions import (
    SuggestedRedaction,
    accept,
    accept_redactions,
    answer_rare_facts,
    pass_working_text,
    reject_redactions,
    suggest_redactions,
    write_down,
)
from heard.protect.deidentification.models import WorkingText
from heard.protect.deidentification.queries import acceptance_of, open_redactions_of, parts_to_read
from heard.protect.deidentification.second_looks import look_again_at_all_of
from heard.protect.deidentification.states import IdentifierKind, NoteKind, Recognisable
from heard.protect.disclosure.models import Drill
from heard.protect.disclosure.queries import current_policy
from heard.publish.publications.actions import publish_numbers
from heard.publish.publications.models import NumbersEdition
from heard.publish.publications.numbers import label_of, plan_numbers
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.spans import Span
from heard.understand.codebook.actions import accept_theme, suggest_theme
from heard.understand.codebook.models import Theme
from heard.understand.coding.actions import apply_theme, mark_excerpt
from heard.understand.coding.models import Excerpt

ASHA = "asha@example.org"  # secretariat
BEN = "ben@example.org"  # analyst
CERYS = "cerys@example.org"  # reviewer
DEV = "dev@example.org"  # a second reviewer
EFUA = "efua@example.org"  # safeguarding lead
FRANK = "frank@example.org"  # chair
GRETA = "greta@example.org"  # archivist

# What a fourteen-year-old wrote, and what gives her away in it.
JAYS_WORDS = "My social worker Nadia said it would be a week.\nIt was Kettlesham 🏠 for two years."
NADIA = Span(JAYS_WORDS.index("Nadia"), JAYS_WORDS.index("Nadia") + 5)
KETTLESHAM = Span(JAYS_WORDS.index("Kettlesham"), JAYS_WORDS.index("Kettlesham") + 10)
JAYS_WORKING_TEXT = "My social worker [name] said it would be a week.\nIt was [town] 🏠 for two years."


@dataclass(frozen=True, slots=True)
class Team:
    """One person in each role, and two reviewers."""

    asha: User
    ben: User
    cerys: User
    dev: User
    efua: User
    frank: User
    greta: User


@pytest.fixture
def team(db: None) -> Team:
    return assemble_team()


def assemble_team() -> Team:
    asha = create_account(ASHA, "Asha Moss")
    appoint_team_member(None, asha, Role.SECRETARIAT)
    somebody_has_tried(asha)
    return Team(
        asha,
        appointed(asha, BEN, "Ben Okafor", Role.ANALYST),
        appointed(asha, CERYS, "Cerys Pugh", Role.REVIEWER),
        appointed(asha, DEV, "Dev Anand", Role.REVIEWER),
        appointed(asha, EFUA, "Efua Quaye", Role.SAFEGUARDING_LEAD),
        appointed(asha, FRANK, "Frank Lowe", Role.CHAIR),
        appointed(asha, GRETA, "Greta Holm", Role.ARCHIVIST),
    )


def somebody_has_tried(asha: User) -> Drill:
    """People tried to find somebody, as they have to before the first theme is published."""
    told = {"release": "The first themes", "held_on": date(2026, 3, 2), "tried_by": "A youth worker"}
    return Drill.objects.create(by=asha, tried="Put ages together.", found="Nobody.", done="Nothing had to be.", **told)


def appointed(by: User, email: str, name: str, role: Role) -> User:
    user = create_account(email, name)
    appoint_team_member(by, user, role)
    return user


def given_file(name: str, media_type: str, data: bytes) -> GivenFile:
    """A file that has arrived and lies sealed on the disk."""
    writer = SealingWriter()
    writer.write(data)
    kept = writer.finish()
    return GivenFile(note_file(kept), FileFacts.about(name, media_type, kept))


def jay_gives_evidence(
    *uses: Use,
    words: str = JAYS_WORDS,
    question: Question | None = None,
    received_on: date = date(2026, 3, 4),
    files: Sequence[GivenFile] = (),
) -> Part:
    """Jay, fourteen and in care, writes on the website; unless told otherwise, she may be read and quoted unnamed.

    The part is the one with her words; those of `files` come after it.
    """
    given = GivenEvidence(
        parts=(GivenPart(words, question),),
        files=tuple(files),
        channel=Channel.WEB_FORM,
        received_on=received_on,
        speaking_as=SpeakingAs.OWN_EXPERIENCE,
        uses=uses or (Use.ANALYSE, Use.QUOTE_UNNAMED),
        age_band=AgeBand.FROM_13,
        region=Region.NORTH_WEST,
    )
    return receive_submission(None, given).parts.get(number=1)


WHAT_GIVES_JAY_AWAY = (
    SuggestedRedaction(NADIA, "person", IdentifierKind.DIRECT, "[name]"),
    SuggestedRedaction(KETTLESHAM, "place", IdentifierKind.QUASI, "[town]"),
)


def read_by(
    team: Team, part: Part, readers: int, suggestions: Sequence[SuggestedRedaction] = WHAT_GIVES_JAY_AWAY
) -> WorkingText:
    """The part's working text, its redactions suggested by Asha and accepted by Cerys, passed by so many readers."""
    redactions = suggest_redactions(team.asha, part, suggestions)
    working_text = accept_redactions(team.cerys, part, redactions)
    for reader in (team.cerys, team.dev)[:readers]:
        passed_by(reader, working_text)
    return working_text


def passed_by(reader: User, working_text: WorkingText) -> None:
    """They have read all of it: nobody could be recognised in it, and nothing gives anybody away."""
    answer_rare_facts(reader, working_text, Recognisable.NO)
    pass_working_text(reader, working_text)


def accepted_as_evidence(team: Team, working_text: WorkingText) -> WorkingText:
    """The same text once Cerys has accepted its submission: of what the software adds, she finds that it may stand."""
    submission = working_text.part.submission
    for part in parts_to_read(submission):
        write_down(team.cerys, part, NoteKind.DESCRIPTION, "A drawing.")
    look_again_at_all_of(submission)
    for part in submission.parts.all():
        reject_redactions(team.cerys, part, open_redactions_of(part))
    if acceptance_of(submission) is None:
        accept(team.cerys, submission)
    return working_text


def accepted_theme(team: Team, label: str = "Moves without warning") -> Theme:
    """Put forward and accepted by Ben, so that anybody who publishes may publish it."""
    theme = suggest_theme(team.ben, label, "How and when a child learns of a move.", "Nobody told me")
    accept_theme(team.ben, theme)
    return theme


def agreed_by(second: User, asker: User, kind: str, label: str) -> Approval:
    """What `asker` may do now, once, because `second` agreed."""
    approval = ask_approval(asker, kind, label, "It is needed.")
    agree(second, approval)
    return approval


def numbers_published(team: Team) -> NumbersEdition:
    """The next edition of the numbers, published by Asha once Frank agreed to what it prints."""
    policy = current_policy()
    agreed_by(team.frank, team.asha, PUBLISH_NUMBERS, label_of(policy, plan_numbers(policy)))
    return publish_numbers(team.asha)


def excerpt_of(team: Team, working_text: WorkingText, words: str, theme: Theme | None = None) -> Excerpt:
    """The first place where the working text says `words`, marked by Ben once it is evidence, put under `theme`."""
    accepted_as_evidence(team, working_text)
    start = working_text.text.index(words)
    excerpt = mark_excerpt(team.ben, working_text, Span(start, start + len(words)))
    if theme is not None:
        apply_theme(team.ben, excerpt, theme)
    return excerpt
