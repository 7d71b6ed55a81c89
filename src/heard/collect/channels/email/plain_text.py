"""The words of a message sent as plain text: lines that only the mail program broke, and what merely repeats ours."""

import re

# “On Friday Nadia wrote:”, on one line or two, and Outlook's and other programs' heads of what is answered.
ATTRIBUTION = re.compile(
    r"^(?:>?[ \t]*On\b[^\n]{4,200}(?:\n[^\n]{0,200})?\bwrote:[ \t]*"
    r"|[ \t]*-{2,}[ \t]*Original Message[ \t]*-{2,}[ \t]*"
    r"|_{10,}[ \t]*\n[ \t]*From:[^\n]*"
    r"|From:[^\n]*\n(?:Sent|Date):[^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)


def joined(text: str, *, without_space: bool) -> str:
    """Text in the form “flowed” (RFC 3676) with the lines that the mail program broke in one again.

    `without_space` (DelSp): the space before such a break belongs to the break. Breaks that the writer made stay.
    """
    lines: list[str] = []
    flows = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        line = line[1:] if line.startswith(" ") else line  # put there so that a line never begins with “From ”
        if flows and not quoted:
            lines[-1] = (lines[-1][:-1] if without_space else lines[-1]) + line
        else:
            lines.append(line)
        flows = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(lines)


def without_history(text: str, ours: str) -> str:
    """What is new in an answer to a message of ours: the text before the part that repeats it.

    Only a repetition that runs to the end is left out: one marked line by line, or one that holds `ours`, which stands
    in every message of ours. Where somebody wrote between its lines, all of it stays.
    """
    for found in ATTRIBUTION.finditer(text):
        after = text[found.end() :]
        marked = [line.lstrip().startswith(">") for line in after.split("\n") if line.strip()]
        if all(marked) or (not any(marked) and ours in after):
            return text[: found.start()].rstrip()
    return text
