"""What becomes of what was marked in somebody's words."""

from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.derivatives import Derivative
from heard.collect.evidence.states import Fate, Kept

OF_CODING = (
    Derivative("coding.Excerpt", _("stretches that somebody marked"), Fate.ERASED, Fate.LEFT_OUT, Kept.WORKING),
    Derivative("coding.CodeApplication", _("themes that somebody sees in them"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("coding.LettingGo", _("that a stretch is none any more"), Fate.ERASED, Fate.LEFT_OUT),
    Derivative("codebook.Theme", _("what many people say"), Fate.NOT_THEIRS, Fate.NOT_THEIRS),
)
