"""What Heard misses and what it hides needlessly, on the texts it may be changed by: never on held-out ones.

python bench/deidentification/look.py [--fast]
"""

import sys

from marked import WORD, is_hidden, measure, read_voices

from heard.text.deidentification import deidentify

texts = [marked for marked in read_voices() if marked.split == "dev"]
redactions = list(deidentify([marked.text for marked in texts], fast="--fast" in sys.argv))
found = [[(span.start, span.end) for span in redaction.spans] for redaction in redactions]
for marked, redaction, spans in zip(texts, redactions, found, strict=True):
    missed = [
        f"{each.category}:{marked.text[each.start : each.end]}"
        for each in marked.identifying
        if not is_hidden(marked.text, each, spans)
    ]
    needless = [
        f"{span.category}:{marked.text[span.start : span.end]} ({span.source})"
        for span in redaction.spans
        if not any(each.start < span.end and span.start < each.end for each in marked.identifying)
    ]
    if missed or needless:
        print(f"{marked.text[:150]}\n    missed {missed}\n    needless {needless}")
print(measure(texts, found), sum(len(WORD.findall(marked.text)) for marked in texts), "words")
