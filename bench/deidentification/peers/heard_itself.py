"""Find spans with Heard. Reads and answers like `presidio.py`; the first argument is `default` or `fast`."""

import json
import sys

from heard.text.deidentification import deidentify

for line in sys.stdin:
    found = [
        [[span.start, span.end] for span in redaction.spans]
        for redaction in deidentify(json.loads(line), fast=sys.argv[1] == "fast")
    ]
    print(json.dumps(found), flush=True)
