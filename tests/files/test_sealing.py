"""Sealing: what was sealed opens with its key, in its place, unchanged; anything else opens nothing."""

from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from heard.files.actions import destroy_key, make_item_key
from heard.files.keys import BadKeyFile, read_or_make_secret
from heard.files.models import ItemKey, KeyDestroyed
from heard.files.sealing import SealBroken, make_key, seal, unseal

KEY = make_key()


@given(st.binary(max_size=2000), st.binary(max_size=50))
def test_what_was_sealed_opens_as_it_was(plain: bytes, context: bytes) -> None:
    assert unseal(KEY, seal(KEY, plain, context), context) == plain


@given(st.binary(min_size=1, max_size=200))
def test_two_seals_of_the_same_words_differ(plain: bytes) -> None:
    assert seal(KEY, plain, b"") != seal(KEY, plain, b"")


@given(st.binary(max_size=100), st.data())
def test_any_changed_byte_breaks_the_seal(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, plain, b"here"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        unseal(KEY, bytes(sealed), b"here")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        unseal(make_key(), seal(KEY, b"words", b""), b"")


def test_sealed_words_cannot_be_put_in_anothers_place() -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"words", b"part 1 of H-0001"), b"part 1 of H-0002")


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_seal_cut_short_is_broken_and_not_half_opened(cut: int) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"words", b"")[:cut], b"")


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "installation.key"
    made = read_or_make_secret(file)
    assert read_or_make_secret(file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_key_file_cut_short_is_never_used(tmp_path: Path) -> None:
    file = tmp_path / "installation.key"
    file.write_text("short")
    with pytest.raises(BadKeyFile, match="is cut short"):
        read_or_make_secret(file)
    assert file.read_text() == "short"


@pytest.mark.django_db
def test_the_database_alone_holds_no_key() -> None:
    key = make_item_key()
    assert key.unwrap() not in bytes(key.wrapped)
    with pytest.raises(SealBroken):
        unseal(make_key(), bytes(key.wrapped), key.context)


@pytest.mark.django_db
def test_a_wrapped_key_cannot_be_exchanged_for_another() -> None:
    mine, yours = make_item_key(), make_item_key()
    mine.wrapped = yours.wrapped
    with pytest.raises(SealBroken):
        mine.unwrap()


@pytest.mark.django_db
def test_a_destroyed_key_is_gone_and_says_who_destroyed_it_and_why() -> None:
    key = make_item_key()
    wrapped = bytes(key.wrapped)
    destroy_key(None, key, "asked by telephone")
    kept = ItemKey.objects.get(pk=key.pk)
    assert kept.destruction.reason == "asked by telephone"
    with pytest.raises(KeyDestroyed):
        kept.unwrap()
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM files_itemkey WHERE id = %s", [key.pk.hex])
        assert wrapped not in [bytes(row[0]) for row in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("taken back", "were taken back"),
        ("taken back, and held no longer", "were taken back"),
        ("its time was over", "is over"),
        ("its rows are received", "Its key is destroyed"),
    ],
)
def test_whoever_asks_for_it_is_told_why_it_is_gone_and_no_other_reason(reason: str, says: str) -> None:
    key = make_item_key()
    destroy_key(None, key, reason)
    with pytest.raises(KeyDestroyed, match=says) as told:
        ItemKey.objects.get(pk=key.pk).unwrap()
    assert ("taken back" in str(told.value)) == reason.startswith("taken back")


@pytest.mark.django_db
def test_destroying_twice_keeps_the_first_record() -> None:
    key = make_item_key()
    first = destroy_key(None, key, "asked by telephone")
    assert destroy_key(None, key, "again") == first
