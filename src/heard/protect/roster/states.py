"""Choices of the roster, and of the policy by which people and places are called something else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an entry is."""

    PERSON = "person", _("person")
    HOME = "home", _("home")
    SCHOOL = "school", _("school")
    PLACE = "place", _("place")
    TEAM = "team", _("team")
    ORGANISATION = "organisation", _("organisation")


class PersonRole(TextChoices):
    """What somebody is to those who give evidence. A pseudonym says it, so that it names nobody."""

    ATTENDEE = "attendee", _("attendee")
    HOST = "host", _("host")
    SOCIAL_WORKER = "social worker", _("social worker")
    FOSTER_CARER = "foster carer", _("foster carer")
    KEY_WORKER = "key worker", _("key worker")
    ADVISER = "personal adviser", _("personal adviser")
    TEACHER = "teacher", _("teacher")
    OTHER_WORKER = "worker", _("other worker")
    SIBLING = "sibling", _("sibling")
    PARENT = "parent", _("parent")
    RELATION = "relation", _("other relation")
    FRIEND = "friend", _("friend")
    OTHER = "person", _("somebody else")


class Style(TextChoices):
    """How people whom no roster knows are told apart."""

    OWN_NUMBERS = "own numbers", _("by a number: [sister 2]")
    WITH_CONTRIBUTOR = "with contributor", _("by a number and whose they are: [sister 2 of P-0412]")


class PlaceLevel(TextChoices):
    REGION = "region", _("its region: [place in the North West]")
    COUNTRY = "country", _("its country: [place in England]")
    NONE = "none", _("nothing: [place]")


class DateLevel(TextChoices):
    MONTH = "month", _("its month and year: [March 2021]")
    YEAR = "year", _("its year: [2021]")
    NONE = "none", _("nothing: [date]")


class AgeLevel(TextChoices):
    BAND = "band", _("its band: [aged 16–17]")
    NONE = "none", _("nothing: [age]")
