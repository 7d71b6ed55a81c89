"""Which language somebody wrote in, noticed and never asked."""

from heard.text.languages import UNKNOWN, be_ready_to_notice, notice_language

__all__ = ["UNKNOWN", "be_ready_to_notice", "notice_language"]
