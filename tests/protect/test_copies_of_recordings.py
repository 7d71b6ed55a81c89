"""Clean copies of recordings: the same sound and pictures, upright, without place, title, cover or maker."""

import io
import re
import struct
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from heard.protect.copies.cleaning.cleaned import CannotClean, Refusal
from heard.protect.copies.cleaning.kinds import clean

CANARY = "kingfisher-4417"
METADATA = {"title": CANARY, "comment": CANARY, "location": "+53.4000-002.9000/", "artist": CANARY}
RATE = 48_000


def recording(container: str, sound: str, film: str = "", cover: bool = False) -> bytes:
    into = io.BytesIO()
    with av.open(into, "w", format=container) as made:
        made.metadata.update(METADATA)
        voice = made.add_stream(sound, rate=RATE)
        if container == "mp4":
            voice.metadata["handler_name"] = CANARY
        pictures: Any = made.add_stream(film, rate=10) if film else None
        if pictures:
            pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        page: Any = made.add_stream("mjpeg", rate=1) if cover else None
        if page:
            page.width, page.height, page.pix_fmt = 16, 16, "yuvj420p"
            page.disposition = av.stream.Disposition.attached_pic
            page.metadata["title"] = CANARY
            made.mux(page.encode(av.VideoFrame.from_image(Image.new("RGB", (16, 16), "red"))))
            made.mux(page.encode())
        if pictures:
            for number in range(10):
                made.mux(pictures.encode(av.VideoFrame.from_image(Image.new("RGB", (64, 48), (number * 20, 0, 0)))))
            made.mux(pictures.encode())
        for frame in voice_frames(voice):
            made.mux(voice.encode(frame))
        made.mux(voice.encode())
    return into.getvalue()


def voice_frames(stream: Any) -> list[av.AudioFrame]:
    context = stream.codec_context
    wave = (np.sin(np.arange(RATE) / 20) * 8000).astype(np.int16)
    whole = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
    whole.sample_rate, whole.pts = RATE, 0
    resampler = av.AudioResampler(context.format, context.layout, RATE, context.frame_size or 1024)
    return [*resampler.resample(whole), *resampler.resample(None)]


def decoded(data: bytes, kind: str) -> list[bytes]:
    with av.open(io.BytesIO(data)) as opened:
        return [frame.to_ndarray().tobytes() for frame in opened.decode(**{kind: 0})]


GIVEN = {
    "a voice memo": (("mp4", "aac"), "audio/mp4", "audio/mp4"),
    "a song": (("mp3", "libmp3lame", "", True), "audio/mpeg", "audio/mpeg"),
    "a recording made in a browser": (("webm", "libopus"), "audio/webm", "audio/webm"),
    "a WhatsApp voice message": (("ogg", "libopus"), "audio/ogg", "audio/ogg"),
    "a wave": (("wav", "pcm_s16le"), "audio/x-wav", "audio/x-wav"),
    "a film": (("mp4", "aac", "libx264"), "video/mp4", "video/mp4"),
    "a film of a phone": (("mov", "aac", "libx264"), "video/quicktime", "video/mp4"),
    "a film with sound that only mov takes": (("mov", "pcm_s16be", "libx264"), "video/quicktime", "video/mp4"),
    "a film of a browser": (("webm", "libopus", "libvpx"), "video/webm", "video/webm"),
}


@pytest.mark.parametrize("what", GIVEN)
def test_nothing_beside_sound_and_pictures_is_left(what: str) -> None:
    made, media_type, becomes = GIVEN[what]
    given = recording(*made)
    assert CANARY.encode() in given
    copy = clean(given, media_type)
    assert copy.media_type == becomes
    for canary in (CANARY, "+53.4000"):
        assert canary.encode() not in copy.data, canary
    with av.open(io.BytesIO(copy.data)) as opened:
        assert not set(opened.metadata) & set(METADATA)
        assert not opened.chapters()
        assert [stream.type for stream in opened.streams] == (["audio", "video"] if len(made) == 3 else ["audio"])


@pytest.mark.parametrize("what", GIVEN)
def test_every_sound_and_every_picture_is_as_it_was(what: str) -> None:
    made, media_type, _becomes = GIVEN[what]
    given = recording(*made)
    copy = clean(given, media_type).data
    assert decoded(copy, "audio") == decoded(given, "audio")
    if len(made) == 3:
        assert decoded(copy, "video") == decoded(given, "video")
        assert len(decoded(copy, "video")) == 10


def test_chapters_are_left_behind() -> None:
    into = io.BytesIO()
    chapter: Any = {"id": 1, "start": 0, "end": 500, "time_base": Fraction(1, 1000), "metadata": {"title": CANARY}}
    with av.open(io.BytesIO(recording("mp4", "aac"))) as source, av.open(into, "w", format="mp4") as made:
        voice = made.add_stream_from_template(source.streams.audio[0])
        made.set_chapters([chapter])
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = voice
                made.mux(packet)
    assert CANARY.encode() in into.getvalue()
    assert CANARY.encode() not in clean(into.getvalue(), "audio/mp4").data


def test_a_film_of_a_phone_held_upright_stays_upright() -> None:
    given = recording("mp4", "aac", "libx264")
    turned = turned_by_a_quarter(given)
    assert rotation(given) == 0
    assert rotation(turned) != 0
    assert rotation(clean(turned, "video/mp4").data) == rotation(turned)


def turned_by_a_quarter(film: bytes) -> bytes:
    """The same film with another matrix in the head of each of its tracks (`tkhd`)."""
    turn = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
    for found in re.finditer(b"tkhd", film):
        matrix = found.end() + 40
        film = film[:matrix] + turn + film[matrix + len(turn) :]
    return film


def rotation(film: bytes) -> int:
    with av.open(io.BytesIO(film)) as opened:
        return int(next(opened.decode(video=0)).rotation)


def test_what_is_no_recording_or_a_broken_one_is_refused() -> None:
    for given, media_type in ((b"not a film at all", "video/mp4"), (recording("mp4", "aac")[:200], "audio/mp4")):
        with pytest.raises(CannotClean) as refusal:
            clean(given, media_type)
        assert refusal.value.refusal == Refusal.BROKEN
