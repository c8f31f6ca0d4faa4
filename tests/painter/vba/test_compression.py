"""MS-OVBA 2.4.1, against olevba's reader and our own."""

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from mplus3_xl.painter.vba.compression import CHUNK, CompressionError, compress, decompress

TEXTS = st.text(alphabet="Sub End()\r\n é€–abc", max_size=9000).map(lambda t: t.encode("cp1252"))
LONGEST_EXACT = 3640  # bytes that fit a compressed chunk whatever they are


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS | st.binary(max_size=LONGEST_EXACT))
def test_olevba_reads_back_what_was_compressed(data: bytes) -> None:
    assert bytes(decompress_stream(bytearray(compress(data)))) == data


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS | st.binary(max_size=LONGEST_EXACT))
def test_our_reader_reads_back_what_was_compressed(data: bytes) -> None:
    assert decompress(compress(data)) == data


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(0), st.integers(1, 3))
def test_whole_random_chunks_survive(seed: int, chunks: int) -> None:
    data = Random(seed).randbytes(CHUNK * chunks)
    assert bytes(decompress_stream(bytearray(compress(data)))) == data


@pytest.mark.parametrize("length", [3, 66, 67, 4095, 4096, 4097, 20000])
def test_a_long_repeat_survives(length: int) -> None:
    data = b"x" * length
    assert bytes(decompress_stream(bytearray(compress(data)))) == data


def test_a_repeat_is_stored_once() -> None:
    assert len(compress(b"Public Sub Bonjour()\r\n" * 150)) < 200


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(CompressionError):
        decompress(b"\x01" + data)
