"""The workbook alive: what a click reads, does and shows."""

import gc

gc.freeze()  # what xlwings has loaded lives as long as the click: looking through it costs 40 ms
