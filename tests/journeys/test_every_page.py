"""What holds on every page a reader can reach, read without a browser."""

import re

from serving import Site
from walking import Answer, fetch, kind_of

Pages = dict[str, Answer]


def test_every_kind_of_page_can_be_reached_from_the_first(pages: Pages) -> None:
    kinds = {kind_of(path) for path in pages}
    assert {"", "questions", "themes", "themes/*", "quotations/*", "sessions", "sessions/*", "sessions/*/text"} <= kinds


def test_no_link_is_broken(pages: Pages) -> None:
    assert {path: answer.status for path, answer in pages.items() if answer.status != 200} == {}


def test_no_page_may_load_anything_from_elsewhere_or_run_what_is_written_into_it(pages: Pages) -> None:
    for path, answer in pages.items():
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert not re.search(r"https?:|\*", policy), path


def test_reading_sets_no_cookie(pages: Pages) -> None:
    assert [path for path, answer in pages.items() if "set-cookie" in answer.headers] == []


def test_help_stands_in_the_same_place_on_every_page(pages: Pages, site: Site) -> None:
    nowhere = fetch(site.url + "/no-such-page/")
    for path, answer in (*pages.items(), ("/no-such-page/", nowhere)):
        assert answer.html.index('href="#help"') < answer.html.index("data-leave") < answer.html.index("<main"), path
        assert 'href="tel:999"' in answer.html[answer.html.index("</main>") :], path


def test_every_page_has_one_heading_of_its_own(pages: Pages) -> None:
    assert [path for path, answer in pages.items() if len(re.findall(r"<h1[ >]", answer.html)) != 1] == []


def test_no_two_pages_have_the_same_title(pages: Pages) -> None:
    """Two quotations may begin with the same words; they are told apart by what follows on the page."""
    titled = {path: re.findall(r"<title>(.*?)</title>", answer.html, re.DOTALL) for path, answer in pages.items()}
    assert all(len(titles) == 1 and titles[0].strip() for titles in titled.values())
    titles = [found[0] for path, found in titled.items() if kind_of(path) != "quotations/*"]
    assert len(titles) == len(set(titles))
