"""Choices of the inquiry, and what each role brings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody does in the inquiry's team."""

    SECRETARIAT = "secretariat", _("secretariat")  # runs the inquiry
    ANALYST = "analyst", _("analyst")  # makes sense of what came in
    REVIEWER = "reviewer", _("reviewer")  # reads words for what would give somebody away
    SAFEGUARDING_LEAD = "safeguarding lead", _("safeguarding lead")
    CHAIR = "chair", _("chair")
    ARCHIVIST = "archivist", _("archivist")
    BOARD_READER = "board reader", _("board reader")  # an expert by experience who reads drafts and advises
    GROUP_HOST = "group host", _("group host")  # runs sessions of their own group for the inquiry
    PARTNER = "partner", _("partner organisation")  # listens on the inquiry's behalf and reports


class StageState(TextChoices):
    """Where a stage of the timetable stands. It narrates; nothing opens or closes by it."""

    DONE = "done", _("Done")
    NOW = "now", _("Happening now")
    NEXT = "next", _("Still to come")


# Whoever works inside the inquiry. The others read what is put before them; a host or a partner, only what is theirs.
WORKS_INSIDE = (
    Role.SECRETARIAT,
    Role.ANALYST,
    Role.REVIEWER,
    Role.SAFEGUARDING_LEAD,
    Role.CHAIR,
    Role.ARCHIVIST,
)

# Permissions that other layers ask for by name, which come with a role: the desk itself, and the audit.
DESK = "wagtailadmin.access_admin"
AUDIT = "audit.view_entry"
WORDS = (
    "inquiries.change_inquiry",
    "inquiries.add_question",
    "inquiries.change_question",
    "inquiries.add_timetablestage",
    "inquiries.change_timetablestage",
    "inquiries.add_helpline",
    "inquiries.change_helpline",
    "inquiries.delete_helpline",
)
PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.SECRETARIAT: (DESK, AUDIT, *WORDS),
    Role.ANALYST: (DESK,),
    Role.REVIEWER: (DESK,),
    Role.SAFEGUARDING_LEAD: (DESK, AUDIT),
    Role.CHAIR: (DESK,),
    Role.ARCHIVIST: (DESK, AUDIT),
    Role.BOARD_READER: (DESK,),
    Role.GROUP_HOST: (DESK,),
    Role.PARTNER: (DESK,),
}
