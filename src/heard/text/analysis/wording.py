"""Numbers and lists in plain English, for warnings and for the report."""

from collections.abc import Sequence

_MOST_LISTED = 12


def counted(number: int, one: str, many: str = "") -> str:
    """“1 answer”, “1,204 answers”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], *, most: int = _MOST_LISTED) -> str:
    """“a”, “b” and “c”, each on one line; past `most` names, how many more there are."""
    shown = [f"“{' '.join(name.split())}”" for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most:,} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def percentage(part: int, whole: int) -> str:
    """“12 %”; “under 1 %” rather than a nought that is none."""
    if not whole:
        return "0%"
    share = 100 * part / whole
    if 0 < share < 1:
        return "under 1%"
    if 99 < share < 100:
        return "over 99%"
    return f"{share:.0f}%"
