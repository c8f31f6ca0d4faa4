"""A family, a gap and a way out added to the rule tables are found in the sheet of the bilan."""

import copy
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.bilan import gaps, inventory, regimes
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout import bilan
from mplus3_xl.live import bilan_showing
