"""A vbaProject.bin written from source text alone, byte for byte the same each time.

No compiled cache is written: MS-OVBA 2.3.4.1 orders writers to say version 0xFFFF, so that the
host compiles from source.
"""

from mplus3_xl.painter.vba.module import Kind, Module, ModuleError
from mplus3_xl.painter.vba.writing import build

__all__ = ["Kind", "Module", "ModuleError", "build"]
