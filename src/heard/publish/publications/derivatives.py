"""What becomes of what was published of somebody's words."""

from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.derivatives import Derivative
from heard.collect.evidence.states import Fate, Kept

OF_PUBLICATIONS = (
    Derivative("publications.Quotation", _("words cleared for print"), Fate.ERASED, Fate.LEFT_OUT, Kept.WORKING),
    Derivative("publications.QuotationPublishing", _("that they were published"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("publications.QuotationTakenDown", _("why they were taken down"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("publications.Stop", _("why they do not pass any more"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("publications.StopEnded", _("what somebody decided then"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("publications.ChosenBeside", _("what is printed beside them"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("publications.SessionPublishing", _("that notes were published"), Fate.NOT_THEIRS, Fate.NOT_THEIRS),
    Derivative(
        "pages: the public site",
        _("every public page, its feeds and its map: made from these records at each visit, and kept by nobody"),
        Fate.REBUILT,
        Fate.REBUILT,
    ),
)
