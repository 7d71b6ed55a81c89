"""What sets a theme's answers apart in words: its terms, and a phrase of the answers' own as its label.

    [wording, ...] = word_themes([answers_of_one_theme, answers_of_another], question)
    wording.label, wording.terms

A label is a phrase that people wrote, or two joined by “and”. Which, and why: docs/explanation/themes.md; how well
labels say what people named themes: bench/labels.
"""

from heard.text.themes.wording.labels import Wording, word_themes

MOST_READ = 200
"""Of a large theme this many answers, nearest its middle first, are read for its words."""

__all__ = ["MOST_READ", "Wording", "word_themes"]
