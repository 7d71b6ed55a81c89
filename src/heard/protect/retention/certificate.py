"""What a certificate of destruction says: which classes, how many, by which rule and when. It names nobody."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from heard.inquiry.inquiries.queries import the_inquiry
from heard.protect.retention.models import Rule, Run


@dataclass(frozen=True, slots=True)
class Section:
    """What was destroyed of one class, by one rule: the keyed hashes of the references, in their own order."""

    rule: Rule
    hashes: list[str]

    @property
    def number(self) -> int:
        return len(self.hashes)


def sections_of(run: Run) -> list[Section]:
    found: dict[int, Section] = {}
    # In the hashes' order, not in the one in which things came in: the order would tell something of people.
    for destruction in run.destructions.select_related("rule").order_by("rule__pk", "hash"):
        found.setdefault(destruction.rule_id, Section(destruction.rule, [])).hashes.append(destruction.hash)
    return list(found.values())


def context_of(run: Run) -> dict[str, object]:
    """`run`, `schedule`, `sections`, `total` and `inquiry` (None before it is set up)."""
    sections = sections_of(run)
    return {
        "run": run,
        "schedule": run.schedule,
        "sections": sections,
        "total": sum(section.number for section in sections),
        "inquiry": the_inquiry(),
    }


def as_text(run: Run) -> str:
    """The certificate in plain text, lines of at most 80 characters."""
    written = render_to_string("retention/certificate.txt", context_of(run))
    return "\n".join(line.rstrip() for line in written.strip().splitlines()) + "\n"
