"""The microphone is for the two pages on which somebody may record their voice."""

import pytest

from cast import Team
from telling import Writer, open_call

pytestmark = pytest.mark.django_db

ALLOWED = "microphone=(self)"


def policies(writer: Writer, address: str) -> tuple[str, str]:
    answer = writer.client.get(address)
    assert answer.status_code == 200
    return answer["Permissions-Policy"], answer["Content-Security-Policy"]


def test_only_the_pages_for_files_may_use_it(team: Team) -> None:
    open_call(team)
    writer = Writer().tell()
    permissions, content = policies(writer, "/tell-us/files/")
    assert ALLOWED in permissions
    assert "media-src 'self' blob:" in content
    assert "unsafe" not in content
    for address in ("/", "/tell-us/", "/tell-us/who/", "/tell-us/words-2/", "/tell-us/check/", "/privacy/"):
        permissions, content = policies(writer, address)
        assert "microphone=()" in permissions, address
        assert "blob:" not in content, address
    writer.send()
    assert ALLOWED in policies(writer, "/your-words/adding/")[0]
    assert "microphone=()" in policies(writer, "/your-words/trail/")[0]
    assert "camera=()" in policies(writer, "/your-words/adding/")[0]
