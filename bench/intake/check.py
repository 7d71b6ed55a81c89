"""After a run: how many submissions are kept, and whether the audit's chain is whole. Prints JSON."""

import json
import sys

import django

django.setup()

from heard.audit.queries import verify_chain  # noqa: E402 (needs the settings)
from heard.collect.evidence.models import Submission  # noqa: E402
from heard.collect.receipts.models import Receipt  # noqa: E402

json.dump(
    {
        "submissions": Submission.objects.count(),
        "receipts": Receipt.objects.count(),
        "chain_is_whole": verify_chain().is_whole,
    },
    sys.stdout,
)
