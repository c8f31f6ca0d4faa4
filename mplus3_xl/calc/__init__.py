"""An xlwings engine over LibreOffice Calc: the same live code runs where there is no Excel.

`engine.start()` starts a LibreOffice of its own, `engine.attach()` joins one that runs. What the
engine does not do raises `NotImplementedError`; what Excel would refuse raises `RefusedError`.
"""
