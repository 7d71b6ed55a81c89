"""What every template keeps: words that can be translated, nothing the security policy refuses, known classes."""

import re
from pathlib import Path

import pytest
from style_sheets import PACKAGE, all_style_sheets, our_templates

TRANSLATED = re.compile(
    r"\{%-?\s*(?:blocktranslate|blocktrans)\b.*?\{%-?\s*end(?:blocktranslate|blocktrans)\s*%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}",
    re.DOTALL,
)
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<(?:svg\b.*?</svg|[^<>]*)>", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"')
PROPER_NAMES = {"Heard", "SHA"}
WORD = re.compile(r"[A-Za-z]{2,}")


def untranslated_words(html: str) -> list[str]:
    """Words a person would see or hear that do not go through gettext."""
    html = COMMENT.sub("", html)
    html = TRANSLATED.sub("\x00", html)
    spoken = SPOKEN_ATTRIBUTE.findall(html)
    seen = TAG.sub("\x00", re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL))
    words = WORD.findall(re.sub(r"&\w+;", "", "\x00".join((*spoken, seen))))
    return [word for word in words if word not in PROPER_NAMES]


def relative(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_the_check_itself_sees_a_bare_sentence() -> None:
    assert untranslated_words('<p>Hello {% translate "you" %}</p>') == ["Hello"]
    assert untranslated_words('<a aria-label="Back">{{ name }}</a>') == ["Back"]
    assert untranslated_words("<p>{% blocktranslate %}All <b>good</b>{% endblocktranslate %}</p>") == []


@pytest.mark.parametrize("template", our_templates(), ids=relative)
def test_every_sentence_goes_through_gettext(template: Path) -> None:
    assert untranslated_words(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", our_templates(), ids=relative)
def test_nothing_is_written_into_the_page_that_the_security_policy_refuses(template: Path) -> None:
    html = COMMENT.sub("", template.read_text(encoding="utf-8"))
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script\b(?![^>]*\b(?:src=|type=\"application/json\"))", html)


@pytest.mark.parametrize("template", our_templates(), ids=relative)
def test_nothing_is_loaded_from_another_machine(template: Path) -> None:
    assert not re.search(
        r'\b(?:src|srcset|action|poster)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//',
        template.read_text(encoding="utf-8"),
    )


def test_every_class_of_the_public_pages_is_drawn_somewhere() -> None:
    drawn = set(re.findall(r"\.([a-z][a-z0-9-]*)", all_style_sheets()))
    pages = [path.read_text(encoding="utf-8") for path in our_templates()]
    public = [
        html for html in pages if not re.search(r"""(?:extends|include) ["'](?:wagtailadmin|desk)/|desk-""", html)
    ]
    used = {
        name
        for html in public
        for value in re.findall(r'class="([^"]*)"', html)
        for name in re.sub(r"\{[%{].*?[%}]\}", " ", value).split()
    }
    assert sorted(used - drawn) == []
