"""Safeguarding: which messages somebody must read today, because they may tell of harm.

    for text, flag in zip(texts, flag_texts(texts)):
        flag.flagged, flag.score, flag.reasons

Recall first: what is flagged in vain costs somebody a minute, what is missed may cost a child. Three things look at a
text: a network that was taught on messages of our own (`network.py`), a model of its words and letters, which knows
slang and misspellings (`word_model.py`), and a list of signs (`signs.txt`), which also names the kind of harm. A text
none of them can read, because it is not in English, is flagged for that reason. No machine finds everything, so this
decides only what is read first. How it was taught and how well it does: `bench/safeguarding`.
"""

from heard.text.safeguarding.flagging import Flag, flag_text, flag_texts

__all__ = ["Flag", "flag_text", "flag_texts"]
