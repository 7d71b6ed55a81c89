"""The tables at the start of an RTF document: the code page of each font and the name of each paragraph style."""

import re
from dataclasses import dataclass

CODE_PAGES = {  # by \\fcharset
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)([^;{}]*)")
_STYLE = re.compile(r"\{((?:\\[a-z]+-?\d*[ ]?|\\\*|\{[^{}]*\}|\\'[0-9a-f]{2})*)([^{};]*);\s*\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RtfStyle:
    name: str = ""
    outline: int = 9
    size: float = 12.0


def read_fonts(text: str) -> dict[int, str]:
    """The code page of each font that has one of its own."""
    fonts = {}
    for number, words in _FONT.findall(_group(text, "{\\fonttbl")):
        charset = re.search(r"\\fcharset(\d{1,3})(?!\d)", words)
        if charset and int(charset[1]) in CODE_PAGES:
            fonts[int(number)] = CODE_PAGES[int(charset[1])]
    return fonts


def read_styles(text: str) -> dict[int, RtfStyle]:
    """The paragraph styles by number. A style that states no size has that of the one it is based on."""
    words_of = {}
    for words, name in _STYLE.findall(_group(text, "{\\stylesheet")):
        if not re.search(r"\\(?:cs|ds|ts)\d", words):
            words_of[_number(words, "s", 0)] = (words, name.strip())
    return {
        number: RtfStyle(name, _number(words, "outlinelevel", 9), _size(number, words_of) / 2)
        for number, (words, name) in words_of.items()
    }


def _size(number: int, words_of: dict[int, tuple[str, str]]) -> int:
    """A style’s type size in half points."""
    seen: set[int] = set()
    while number in words_of and number not in seen:
        seen.add(number)
        words = words_of[number][0]
        size = _number(words, "fs", 0)
        if size:
            return size
        number = _number(words, "sbasedon", 0)
    return 24


def _number(words: str, word: str, default: int) -> int:
    match = re.search(rf"\\{word}(\d{{1,5}})(?!\d)", words)
    return int(match[1]) if match else default


def _group(text: str, start: str) -> str:
    """A group with all in it; empty where there is none, or where it is not closed."""
    begin = text.find(start)
    depth = 0
    for match in re.compile(r"\\[\\{}]|[{}]").finditer(text, begin) if begin >= 0 else ():
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return text[begin : match.end()]
    return ""
