"""Log lines that hold no personal data."""

import logging
import traceback
from types import TracebackType


class WithoutPersonalData(logging.Formatter):
    """Says which error and where in our code, without its message or the address asked for: both can hold testimony."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0]:
            return f"{line} {self.formatException(record.exc_info)}"
        # Django's request logger puts the address into the arguments; its own template without them is safe.
        return f"{line} {record.msg}" if record.name.startswith("django") else f"{line} {record.getMessage()}"

    def formatException(  # noqa: N802 (logging's own name)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "", *places])
