"""Bars for tables of counts. They are drawn in the table itself, so that the numbers stand beside the picture."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

BAR = '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="10" /></svg>'


@register.simple_tag
def bar(value: float, *, most: float) -> SafeString:
    """A bar as long as `value` is beside `most`, the longest. The number stands beside it, so the bar is silent."""
    width = format(100 * value / most, ".4g") if most else "0"
    return format_html(BAR, width)
