"""The desk in our type and colours."""

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


def link_type_and_colours() -> SafeString:
    sheets = [(static(f"web/css/{name}.css"),) for name in ("type", "desk")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


hooks.register("insert_global_admin_css", link_type_and_colours)
