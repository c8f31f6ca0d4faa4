"""From modules to the bytes of vbaProject.bin."""

from collections.abc import Sequence

from mplus3_xl.painter.vba import container
from mplus3_xl.painter.vba.compression import compress
from mplus3_xl.painter.vba.container import Entry
from mplus3_xl.painter.vba.module import Module, ModuleError
from mplus3_xl.painter.vba.project import dir_stream, project_stream, projectwm_stream

_NO_CACHE = bytes.fromhex("CC61FFFF000000")  # version 0xFFFF: MS-OVBA 2.3.4.1


def build(modules: Sequence[Module]) -> bytes:
    """The vbaProject.bin of `modules`, in their order.

    Raises `ModuleError` on two modules of one name, or on a text that cp1252 cannot hold.
    """
    names = [module.name.lower() for module in modules]
    for name in names:
        if names.count(name) > 1:
            raise ModuleError(f"Deux modules s’appellent « {name} ».")
    vba = [Entry(module.name, compress(module.source())) for module in modules]
    vba.append(Entry("_VBA_PROJECT", _NO_CACHE))
    vba.append(Entry("dir", compress(dir_stream(modules))))
    return container.write(
        [
            Entry("VBA", None, vba),
            Entry("PROJECT", project_stream(modules)),
            Entry("PROJECTwm", projectwm_stream(modules)),
        ]
    )
