"""Reading concerns. What anybody wrote or said about them stays sealed."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from heard.accounts.models import User
from heard.collect.channels.email.models import MessageAside
from heard.collect.evidence.models import WORDS_DESTROYED, KeptPiece, Part, PartFile, Submission
from heard.collect.evidence.states import PieceKind
from heard.inquiry.inquiries.queries import team
from heard.inquiry.inquiries.states import Role
from heard.protect.deidentification.queries import descriptions
from heard.protect.reading.models import Extraction
from heard.protect.reading.queries import extractions
from heard.protect.reading.states import Outcome
from heard.protect.safeguarding.models import (
    ClockPolicy,
    Closing,
    Concern,
    Look,
    MailLook,
    PieceLook,
    Sign,
    SignReading,
    Telling,
)
from heard.protect.safeguarding.states import Telling as TellingKind

FOR_ESCALATION = (Role.SECRETARIAT, Role.SAFEGUARDING_LEAD, Role.CHAIR)


def words_not_looked_at() -> QuerySet[Part]:
    """The parts with words at which nobody's software has looked, the newest first: they are whose danger is new."""
    looked_at = Look.objects.filter(part=OuterRef("pk"), extraction=None)
    return (
        Part.objects.exclude(sha256__in=("", WORDS_DESTROYED))
        .exclude(Exists(looked_at))
        .defer("sealed")
        .order_by("-pk")
    )


def drafts_not_looked_at() -> QuerySet[Extraction]:
    """The same of what was read in files, the newest reading of each, until somebody keeps its words."""
    looked_at = Look.objects.filter(extraction=OuterRef("pk"))
    return extractions().filter(part__sha256="").exclude(Exists(looked_at)).order_by("-pk")


def pieces_to_look_at() -> QuerySet[KeptPiece]:
    """The words and files of what was taken back before anybody's software had looked at them; the oldest first."""
    looked_at = PieceLook.objects.filter(piece=OuterRef("pk"))
    return (
        KeptPiece.objects.filter(kind__in=(PieceKind.WORDS, PieceKind.FILE)).exclude(Exists(looked_at)).order_by("pk")
    )


def mail_to_look_at() -> QuerySet[MessageAside]:
    """The messages kept aside at which nobody's software has looked, the newest first."""
    looked_at = MailLook.objects.filter(kept=OuterRef("pk"))
    return MessageAside.objects.exclude(Exists(looked_at)).order_by("-pk")


def waits_for_a_look(submission: Submission) -> bool:
    """Whether software has still to look at any of it: at words, at what it reads in a file, or at what is kept apart.

    Drawings and recordings wait for people instead, once software has found no words in them.
    """
    never_read = PartFile.objects.filter(part__submission=submission, part__sha256="").exclude(
        Exists(Extraction.objects.filter(part=OuterRef("part")))
    )
    return (
        words_not_looked_at().filter(submission=submission).exists()
        or drafts_not_looked_at().filter(part__submission=submission).exists()
        or never_read.exists()
        or pieces_to_look_at().filter(kept_apart__submission=submission).exists()
    )


def files_without_words() -> QuerySet[PartFile]:
    """Files in which software found no words and of which nobody has written any down. Nothing looks at these."""
    drafted = extractions().filter(part=OuterRef("part")).exclude(outcome=Outcome.NEEDS_A_PERSON)
    unread = PartFile.objects.filter(part__sha256="").exclude(Exists(drafted))
    return unread.exclude(part__in=descriptions().values("part"))


def open_concerns() -> QuerySet[Concern]:
    return Concern.objects.exclude(Exists(_standing_closings())).select_related("submission", "opened_by")


def closed_concerns() -> QuerySet[Concern]:
    return Concern.objects.filter(Exists(_standing_closings())).select_related("submission", "opened_by")


def _standing_closings() -> QuerySet[Closing]:
    return Closing.objects.filter(concern=OuterRef("pk"), reopened__isnull=True)


def closing_of(concern: Concern) -> Closing | None:
    """How it was closed; None while it is open."""
    return concern.closings.filter(reopened__isnull=True).select_related("by").first()


def open_concern_of(submission: Submission) -> Concern | None:
    return open_concerns().filter(submission=submission).first()


def unread_signs() -> QuerySet[Sign]:
    """Why open concerns have to be read, where nobody who may decide has done so; the oldest first."""
    return (
        Sign.objects.filter(concern__in=open_concerns())
        .exclude(Exists(SignReading.objects.filter(sign=OuterRef("pk"))))
        .select_related("concern__submission")
        .defer("sealed")
    )


def signs_untold(to: User, kind: TellingKind) -> QuerySet[Sign]:
    """Those of which `to` was not told by mail."""
    told = Telling.objects.filter(sign=OuterRef("pk"), to=to, kind=kind, sent_at__isnull=False)
    return unread_signs().exclude(Exists(told))


def people_not_reached() -> list[User]:
    """To whom a message about something unread was tried, and could not be sent yet."""
    tried = Telling.objects.filter(sent_at=None, sign__in=unread_signs().order_by().values("pk"))
    return list(User.objects.filter(pk__in=tried.values("to")).order_by("pk"))


def signs_unread_by(user: User, concern: Concern) -> QuerySet[Sign]:
    """Those of its signs that `user` has not read."""
    return concern.signs.exclude(readings__by=user).defer("sealed")


def parts_of(concern: Concern) -> QuerySet[Part]:
    """The parts that have to be read for it."""
    found = Part.objects.filter(pk__in=concern.signs.values("part"))
    return found.select_related("submission__key", "question", "file__stored").order_by("number")


def policy_now() -> ClockPolicy:
    """The clock that holds; our own where nobody has set one."""
    return ClockPolicy.objects.select_related("first", "second").first() or ClockPolicy()


def safeguarding_leads() -> list[User]:
    return holders_of(Role.SAFEGUARDING_LEAD)


def who_reads() -> list[User]:
    """Whom a concern names: the safeguarding leads or, where there is none, the secretariat."""
    return safeguarding_leads() or holders_of(Role.SECRETARIAT)


def who_hears_of_late(policy: ClockPolicy) -> list[User]:
    """The two people who are told of what nobody read: those who are named, else the first who run the inquiry."""
    in_team = set(holders_of(*Role))
    named = [user for user in (policy.first, policy.second) if user in in_team]
    found = dict.fromkeys(user for user in [*named, *holders_of(*FOR_ESCALATION)] if user)
    return list(found)[:2]


def are_two_named(policy: ClockPolicy) -> bool:
    named = {user for user in (policy.first, policy.second) if user}
    return len(named & set(holders_of(*Role))) == 2


def holders_of(*roles: Role) -> list[User]:
    """Everybody who holds one of `roles`, those of the first role before those of the next."""
    return list(dict.fromkeys(_holders(roles)))


def _holders(roles: tuple[Role, ...]) -> Iterator[User]:
    members = [member for member in team() if member.user.is_active]
    for role in roles:
        yield from (member.user for member in sorted(members, key=lambda each: each.pk) if member.role == role)
