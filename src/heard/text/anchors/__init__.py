"""Anchors: the places in a source that a quotation rests on.

`find_quotation` looks for a quotation and says how exactly it found it; `verify_quotation` accepts it only if it is the
source's own words but for the edits it declares. Both give source spans.
"""

from heard.text.anchors.finding import Anchor, Exactness, find_nearest, find_quotation
from heard.text.anchors.verifying import verify_quotation

__all__ = ["Anchor", "Exactness", "find_nearest", "find_quotation", "verify_quotation"]
