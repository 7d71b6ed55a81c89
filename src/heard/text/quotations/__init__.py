"""Quotations for a theme: words that show it, from different people, that stand alone and can be read out.

    picked = pick_quotations(answers, vectors, speakers=speakers, count=3)
    for own in picked:
        own.span.of(answers[own.index])     # exactly the words, in whole sentences

Nothing is rewritten: a quotation is a run of whole sentences of its answer, verified by `heard.text.anchors`. Every
rule by which words are passed over is a `Fault` that says itself: docs/explanation/quotations.md.
"""

from heard.text.quotations.dissent import pick_dissenting
from heard.text.quotations.faults import Fault, faults_in
from heard.text.quotations.passages import quotable_spans
from heard.text.quotations.picking import PickedQuotation, pick_quotations
from heard.text.quotations.tone import Tone, tone_of

__all__ = [
    "Fault",
    "PickedQuotation",
    "Tone",
    "faults_in",
    "pick_dissenting",
    "pick_quotations",
    "quotable_spans",
    "tone_of",
]
