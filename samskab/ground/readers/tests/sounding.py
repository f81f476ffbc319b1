"""Recordings made on the spot: as short as may be, and as their formats say."""

import io
import struct
import wave


def wav(seconds=2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return out.getvalue()


def mp3(frames=100) -> bytes:
    """Frames of MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 26.12 milliseconds each."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def m4a(seconds=3, handler=b"soun") -> bytes:
    hdlr = box(b"hdlr", bytes(8), handler, bytes(13))
    header = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000)
    media = box(b"mdia", box(b"mdhd", header, bytes(4)), hdlr)
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + box(
        b"moov", box(b"mvhd", header, bytes(80)), box(b"trak", media)
    ) + box(b"mdat", bytes(64))  # fmt: skip


def page(number: int, granule: int, body: bytes, flags: int) -> bytes:
    head = b"OggS\0" + bytes([flags]) + struct.pack("<qIII", granule, 7, number, 0)
    return head + bytes([1, len(body)]) + body


def opus(seconds=4) -> bytes:
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"selv" + struct.pack("<I", 0)
    return page(0, 0, head, 2) + page(1, 0, tags, 0) + page(2, seconds * 48000, bytes(40), 4)


def element(name: str, body: bytes, size: bytes = b"") -> bytes:
    return bytes.fromhex(name) + (size or struct.pack(">Q", len(body) | 1 << 56)) + body


def webm(told_ms=None, blocks=(0, 20, 40), codec=b"A_OPUS") -> bytes:
    """As a browser records it: the outer elements never closed, and no length unless `told_ms`."""
    endless = b"\x01" + b"\xff" * 7
    duration = element("4489", struct.pack(">d", told_ms)) if told_ms else b""
    info = element("1549A966", element("2AD7B1", b"\x0f\x42\x40") + duration)
    track = element("1654AE6B", element("AE", element("86", codec)))
    said = b"".join(element("A3", b"\x81" + struct.pack(">h", at) + b"\x80xx") for at in blocks)
    cluster = element("1F43B675", element("E7", b"\x03\xe8") + said, endless)
    return element("1A45DFA3", element("4282", b"webm")) + element("18538067", info + track + cluster, endless)
