"""Words in cells of tables, which spreadsheet programs take for formulas if they begin like one."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A cell that a spreadsheet program shows, and does not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_given(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
