"""What takes a second person's agreement here: an edition of the numbers, which nobody made who could stand back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.approvals.kinds import Kind
from heard.protect.disclosure.queries import current_policy
from heard.publish.publications.numbers import label_of, plan_numbers
from heard.publish.publications.rules import check_publish
from heard.publish.publications.states import PUBLISH_NUMBERS
from heard.text.errors import BadInput


def publishing_numbers() -> Kind:
    """The label is that of `numbers.label_of`: what is agreed holds for what would be printed now, and nothing else."""
    return Kind(
        PUBLISH_NUMBERS,
        gettext_lazy("publish the numbers of themes"),
        check_ask=check_publish,
        check_agree=check_publish,
        leads_to=lambda _label: reverse("desk_numbers"),
        look_at=lambda _label: reverse("desk_numbers"),
        check_label=check_is_next,
    )


def check_is_next(label: str) -> None:
    policy = current_policy()
    if label != label_of(policy, plan_numbers(policy)):
        raise BadInput(_("The numbers have changed since you opened the page. Look at them again, then ask."))
