"""Find spans with scrubadub in its British locale. Reads and answers like `presidio.py`."""

import json
import sys

import scrubadub

scrubber = scrubadub.Scrubber(locale="en_GB")
for line in sys.stdin:
    found = [[[filth.beg, filth.end] for filth in scrubber.iter_filth(text)] for text in json.loads(line)]
    print(json.dumps(found), flush=True)
