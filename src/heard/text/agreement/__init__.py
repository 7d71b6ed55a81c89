"""Agreement: how far people who code the same words independently of each other code them alike, beyond chance.

    agreement_on_units([["hope", "hope"], ["fear", "hope"], …])  # whole answers, one code from each coder
    agreement_on_spans([ReadSource(180, {"Ana": [CodedSpan(Span(0, 40), "hope")], "Ben": []}), …])  # passages in texts

Krippendorff's alpha is 1 for perfect agreement and 0 for what chance would give; Cohen's kappa is the same idea for two
coders with habits of their own. Both are None where they mean nothing: where everybody always gave the same code, there
is no variation that could be agreed on. What they mean and which to look at: docs/explanation/agreement.md.
"""

from heard.text.agreement.estimates import Estimate
from heard.text.agreement.spans import CodedSpan, ReadSource, SpanAgreement, agreement_on_spans
from heard.text.agreement.units import UnitAgreement, agreement_on_units, agreement_on_whether, kappa_between

__all__ = [
    "CodedSpan",
    "Estimate",
    "ReadSource",
    "SpanAgreement",
    "UnitAgreement",
    "agreement_on_spans",
    "agreement_on_units",
    "agreement_on_whether",
    "kappa_between",
]
