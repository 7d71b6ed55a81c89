"""The sentences for files that give no words. Each names only what the caller named, and says what to do."""

from heard.text.errors import Unreadable, UnreadableFile


def damaged(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.DAMAGED, f"{name} is damaged or cut short. Please open it, save it again and add the new copy."
    )


def locked(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.LOCKED, f"{name} needs a password. Please save a copy without a password and add that instead."
    )


def unpacks_to_too_much(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.BOMB,
        f"{name} unpacks to far more than a document of its size should. Please save it again, or add it as a PDF.",
    )


_INSTEAD = "Please add its words as a text, Word or PDF file"


def not_read(name: str, what: str, instead: str = _INSTEAD) -> UnreadableFile:
    return UnreadableFile(Unreadable.UNSUPPORTED, f"{name} is {what}, which cannot be read here. {instead}.")


def not_known(name: str) -> UnreadableFile:
    return UnreadableFile(
        Unreadable.UNSUPPORTED, f"{name} is neither text nor a kind of file that can be read here. {_INSTEAD}."
    )


def no_words(name: str) -> UnreadableFile:
    return UnreadableFile(Unreadable.NO_TEXT, f"{name} holds no words that can be read.")
