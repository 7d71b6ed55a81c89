"""Showing what a search found, and languages by their names."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from heard.protect.deidentification.search import BEGINS, ENDS
from heard.protect.evidence_desk import forms

register = template.Library()


@register.filter
def found_words(excerpt: str, most: int) -> SafeString:
    """An excerpt with what was found marked; where nothing was searched for, its first `most` words."""
    if BEGINS not in excerpt:
        return format_html("{}", Truncator(excerpt).words(most))
    first, *rest = excerpt.split(BEGINS)
    pieces = (piece.partition(ENDS) for piece in rest)
    return format_html(
        "{}{}", first, format_html_join("", "<mark>{}</mark>{}", ((found, after) for found, _, after in pieces))
    )


@register.filter
def language_named(code: str) -> Any:
    return forms.language_named(code)
