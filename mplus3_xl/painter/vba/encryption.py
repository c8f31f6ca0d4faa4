"""The encrypted values of the PROJECT stream: MS-OVBA 2.4.3.2, Data Encryption.

They say that the project is neither protected nor hidden; the seed is fixed, so that the same
project always gives the same bytes.
"""

import struct

_SEED = 0x07
_VERSION = 2


def encrypt(data: bytes, project_id: str) -> str:
    """`data` as the hexadecimal text that CMG, DPB and GC hold, for a project id `{…}`."""
    key = sum(project_id.encode("ascii")) & 0xFF
    written = [_SEED, _SEED ^ _VERSION, _SEED ^ key]
    ignored = [_SEED] * ((_SEED & 6) // 2)
    plain = key
    for byte in [*ignored, *struct.pack("<I", len(data)), *data]:
        written.append(byte ^ (written[-2] + plain & 0xFF))
        plain = byte
    return bytes(written).hex().upper()
