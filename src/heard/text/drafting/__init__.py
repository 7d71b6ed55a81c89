"""Drafting: labels and plain words from a language model of the operator's own, where there is one. Off by default.

    ask = heard.language_model.endpoint_from_environment()      # None: nobody switched it on
    label = draft_label(working_texts, ask) if ask else None

Nothing here opens a connection: `ask` does, and is given in. Only de-identified text (`Redacted`) is taken. What comes
back is believed only as far as it can be checked: a label from the codebook if there is one, quotations that stand in
their source, no number, name or address that the source does not have. Testimony that speaks to a machine is not sent
at all. A draft is a suggestion; a person decides. Why so: docs/explanation/drafting.md.
"""

from heard.text.drafting.asking import Ask, Message, NotAnswered, NotDrafted
from heard.text.drafting.labels import DraftLabel, draft_label
from heard.text.drafting.wording import draft_plain_words

__all__ = ["Ask", "DraftLabel", "Message", "NotAnswered", "NotDrafted", "draft_label", "draft_plain_words"]
