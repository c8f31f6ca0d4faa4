"""The compression of VBA streams: MS-OVBA 2.4.1, runs of at most 4,096 bytes at a time."""

import struct

CHUNK = 4096
_SIGNATURE = b"\x01"
_COMPRESSED, _RAW = 0xB000, 0x3000  # chunk headers: flag and signature bits
_SHORTEST = 3  # bytes; a shorter repeat costs more as a token than as it stands


class CompressionError(ValueError):
    """Bytes that are no compressed VBA stream."""


def compress(data: bytes) -> bytes:
    """The compressed container of `data`.

    A last chunk between 3,641 and 4,095 bytes that cannot be compressed is padded with zeros
    (MS-OVBA 2.4.1.3.10); source text never comes near that.
    """
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def _chunk(chunk: bytes) -> bytes:
    body = _tokens(chunk)
    if len(body) > CHUNK:
        return struct.pack("<H", _RAW | (CHUNK - 1)) + chunk.ljust(CHUNK, b"\0")
    return struct.pack("<H", _COMPRESSED | (len(body) - 1)) + body


def _tokens(chunk: bytes) -> bytes:
    body = bytearray()
    seen: dict[bytes, list[int]] = {}
    position = 0
    while position < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if position >= len(chunk):
                break
            length, offset = _longest_match(chunk, position, seen)
            if length:
                flags |= 1 << bit
                tokens += _copy_token(position, length, offset)
            else:
                tokens.append(chunk[position])
            step = length or 1
            for start in range(position, position + step):
                seen.setdefault(chunk[start : start + _SHORTEST], []).append(start)
            position += step
        body.append(flags)
        body += tokens
    return bytes(body)


def _longest_match(chunk: bytes, position: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Length and distance back of the longest earlier repeat; (0, 0) when there is none."""
    most = min((0xFFFF >> _offset_bits(position)) + _SHORTEST, len(chunk) - position)
    best, offset = 0, 0
    if most < _SHORTEST:
        return best, offset
    for candidate in reversed(seen.get(chunk[position : position + _SHORTEST], ())):
        length = _SHORTEST
        while length < most and chunk[candidate + length] == chunk[position + length]:
            length += 1
        if length > best:
            best, offset = length, position - candidate
        if best == most:
            break
    return best, offset


def _offset_bits(position: int) -> int:
    """How many of a token's 16 bits hold the distance: MS-OVBA 2.4.1.3.19.1."""
    return max(4, (position - 1).bit_length())


def _copy_token(position: int, length: int, offset: int) -> bytes:
    shift = 16 - _offset_bits(position)
    return struct.pack("<H", (offset - 1) << shift | (length - _SHORTEST))


def decompress(container: bytes) -> bytes:
    """What `compress` was given. Raises `CompressionError` on anything that is not a container."""
    if container[:1] != _SIGNATURE:
        raise CompressionError("no container signature")
    data = bytearray()
    at = 1
    while at < len(container):
        if at + 2 > len(container):
            raise CompressionError("chunk header cut short")
        (header,) = struct.unpack_from("<H", container, at)
        end = at + (header & 0x0FFF) + 3
        if header & 0x7000 != _RAW or end > len(container):
            raise CompressionError(f"bad chunk at byte {at}")
        body = container[at + 2 : end]
        data += _expand(body) if header & 0x8000 else body
        at = end
    return bytes(data)


def _expand(body: bytes) -> bytes:
    chunk = bytearray()
    at = 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                break
            if flags >> bit & 1:
                _copy(chunk, body[at : at + 2])
                at += 2
            else:
                chunk.append(body[at])
                at += 1
    if len(chunk) > CHUNK:
        raise CompressionError("chunk over 4,096 bytes")
    return bytes(chunk)


def _copy(chunk: bytearray, token: bytes) -> None:
    if len(token) < 2:
        raise CompressionError("token cut short")
    (value,) = struct.unpack("<H", token)
    shift = 16 - _offset_bits(len(chunk))
    offset = (value >> shift) + 1
    if offset > len(chunk):
        raise CompressionError("token reaches before its chunk")
    for _ in range((value & ((1 << shift) - 1)) + _SHORTEST):
        chunk.append(chunk[-offset])
