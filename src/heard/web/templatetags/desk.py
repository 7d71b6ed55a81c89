"""What stages have to say above every page of the desk. They join with the hook `desk_banner`."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_banners(context: dict[str, Any]) -> SafeString:
    """Each a piece of HTML; a stage's function is asked with the request, and yields those for whoever is signed in."""
    asked = context["request"]
    banners = (banner for ask in hooks.get_hooks("desk_banner") for banner in ask(asked))
    return format_html_join("\n", "{}", ((banner,) for banner in banners))
