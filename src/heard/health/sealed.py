"""Facts about sealed files: whether they were there, and as they were, when they were last looked through."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.files.looking_through import SHARES
from heard.files.models import CleanUp
from heard.health.facts import Fact, look, well, wrong


def sealed_files() -> Iterator[Fact]:
    """Sealed files."""
    # Each day all are counted and another share of them is read, so that it takes as many days to have read each once.
    lately = list(CleanUp.objects.filter(at__gt=timezone.now() - timedelta(days=SHARES)).order_by("-at"))
    if not lately:
        said = _("They were not looked through in the last week. heard work does it each day: see that it runs.")
        yield look(_("Sealed files"), said)
        return
    missing, changed, extra = lately[0].missing, sum(each.changed for each in lately), lately[0].extra
    yield _whether_well(missing, changed, f"{lately[0].at:%d %B %Y}")
    if extra:
        said = _("%(number)s lie where files are kept. Nobody can open them, and they are erased after thirty days.")
        yield well(_("Files that nothing remembers"), said % {"number": f"{extra:,}"})


def _whether_well(missing: int, changed: int, date: str) -> Fact:
    if not missing and not changed:
        said = _("None was missing on %(date)s, and none of those that were read in the week before had changed.")
        return well(_("Sealed files"), said % {"date": date})
    said = _(
        "On %(date)s %(missing)s were missing, and in the week before %(changed)s were found changed. Erase no backup: "
        "an older one may have them. heard check-files says which they are."
    )
    return wrong(_("Sealed files"), said % {"date": date, "missing": f"{missing:,}", "changed": f"{changed:,}"})
