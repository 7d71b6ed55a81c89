"""The operator's own endpoint: off by default, named twice where it is out of the house, one sentence when it fails."""

import pytest
from fake_model import served

from heard.language_model import Endpoint, endpoint_from_environment
from heard.text.drafting import Message, NotAnswered, NotDrafted
from heard.text.errors import BadInput

ASKED = [Message("system", "Do this."), Message("user", "With that.")]


def says_hello(_sent: object) -> str:
    return "Hello"


def environment(**given: str) -> dict[str, str]:
    return {f"HEARD_DRAFTING_{name}": value for name, value in given.items()}


def test_without_an_address_it_is_off() -> None:
    assert endpoint_from_environment({}) is None
    assert endpoint_from_environment(environment(KEY="k", MODEL="m", HOST="h")) is None


def test_it_asks_as_openai_compatible_endpoints_expect() -> None:
    with served(says_hello) as endpoint:
        assert endpoint(ASKED) == "Hello"
        [sent] = served.requests  # type: ignore[attr-defined]
    assert (sent["path"], sent["key"], sent["model"]) == ("/v1/chat/completions", "Bearer secret-key", "small-model")
    assert sent["messages"] == [{"role": "system", "content": "Do this."}, {"role": "user", "content": "With that."}]
    assert sent["temperature"] == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost/v1",
        "http://10.0.3.4/v1/",
        "http://172.31.0.9/v1",
        "http://192.168.1.2:80/v1",
        "http://[::1]/v1",
        "http://[fd12:3456::1]/v1",
    ],
)
def test_an_endpoint_in_the_house_needs_no_second_word(url: str) -> None:
    endpoint = endpoint_from_environment(environment(URL=url, MODEL="small"))
    assert endpoint is not None
    assert endpoint.url == url.rstrip("/")


def test_an_endpoint_out_of_the_house_is_named_twice() -> None:
    given = environment(URL="https://models.example.org/v1", MODEL="large")
    with pytest.raises(BadInput, match="HEARD_DRAFTING_HOST"):
        endpoint_from_environment(given)
    with pytest.raises(BadInput, match="HEARD_DRAFTING_HOST"):
        endpoint_from_environment(given | environment(HOST="example.org"))
    assert endpoint_from_environment(given | environment(HOST="models.example.org")) is not None
    with pytest.raises(BadInput, match="https"):
        endpoint_from_environment(given | environment(URL="http://models.example.org/v1", HOST="models.example.org"))


@pytest.mark.parametrize(
    "url",
    [
        "models.example.org",
        "ftp://127.0.0.1",
        "http://",
        "http://user:pass@127.0.0.1/v1",
        "http://:pass@127.0.0.1/v1",
        "http://127.0.0.1/?a=b",
        "http://127.0.0.1/v1#",
        "http://[::1",
        "http://[x]/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:x/v1",
        "http://127.0.0.1/v 1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="not an endpoint"):
        endpoint_from_environment(environment(URL=url, MODEL="m"))


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "198.18.0.1", "203.0.113.7", "240.1.1.1", "0.0.0.1", "255.255.255.255"),
        *("172.32.0.1", "[::]", "[fe80::1]", "[2001:db8::1]", "[::ffff:8.8.8.8]", "[64:ff9b::808:808]"),
    ],
)
def test_only_this_machine_and_private_networks_are_in_the_house(host: str) -> None:
    with pytest.raises(BadInput, match="HEARD_DRAFTING_HOST"):
        endpoint_from_environment(environment(URL=f"http://{host}/v1", MODEL="m"))


@pytest.mark.parametrize("key", ["hidden\nkey", "hidden’key", "hidden\tkey", "hiddén"])
def test_a_key_that_is_none_is_one_sentence_without_it(key: str) -> None:
    with pytest.raises(BadInput, match="Copy the key once more") as told:
        endpoint_from_environment(environment(URL="http://127.0.0.1/v1", MODEL="m", KEY=key))
    assert "hidd" not in str(told.value)


def test_a_model_must_be_named() -> None:
    with pytest.raises(BadInput, match="HEARD_DRAFTING_MODEL"):
        endpoint_from_environment(environment(URL="http://127.0.0.1/v1"))


@pytest.mark.parametrize(
    "raw", [b"", b"not json", b"{}", b'{"choices": []}', b'{"choices": [{"message": {}}]}', b"[" * 99_999]
)
def test_an_answer_that_is_no_reply_is_one_sentence(raw: bytes) -> None:
    with served(says_hello, raw=raw) as endpoint, pytest.raises(NotDrafted, match="no reply"):
        endpoint(ASKED)


@pytest.mark.parametrize("status", [429, 500])
def test_an_error_is_one_sentence_without_what_was_sent(status: int) -> None:
    with served(says_hello, status=status) as endpoint, pytest.raises(NotAnswered) as told:
        endpoint(ASKED)
    assert str(told.value) == f"The language model’s endpoint answered with an error ({status})."


@pytest.mark.parametrize(("status", "what"), [(401, "KEY"), (403, "KEY"), (404, "MODEL")])
def test_wrong_settings_are_no_reason_to_ask_again_later(status: int, what: str) -> None:
    with served(says_hello, status=status) as endpoint, pytest.raises(BadInput, match=f"HEARD_DRAFTING_{what}"):
        endpoint(ASKED)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_what_an_endpoint_will_not_answer_is_refused_and_not_asked_again(status: int) -> None:
    with served(says_hello, status=status) as endpoint, pytest.raises(NotDrafted, match="refused this") as told:
        endpoint(ASKED)
    assert not isinstance(told.value, NotAnswered)


def test_a_redirection_is_not_followed() -> None:
    with served(says_hello, status=307) as endpoint, pytest.raises(NotDrafted, match="307"):
        endpoint(ASKED)
    assert len(served.requests) == 1  # type: ignore[attr-defined]


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with served(says_hello) as endpoint:
        assert endpoint(ASKED) == "Hello"


def test_far_too_much_is_refused() -> None:
    with served(says_hello, raw=b"x" * 1_100_000) as endpoint, pytest.raises(NotDrafted, match="far too much"):
        endpoint(ASKED)


def test_nobody_there_is_one_sentence() -> None:
    with served(says_hello) as endpoint:
        pass
    with pytest.raises(NotDrafted, match="cannot be reached"):
        endpoint(ASKED)


def test_an_endpoint_that_never_answers_is_given_up() -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        endpoint = Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", "m", seconds=0.2)
        with pytest.raises(NotDrafted, match="too long"):
            endpoint(ASKED)


def test_the_key_is_never_shown() -> None:
    assert "secret" not in repr(Endpoint("http://127.0.0.1/v1", "m", "secret"))
