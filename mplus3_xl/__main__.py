"""`python -m mplus3_xl`: the command line."""

import sys

from mplus3_xl.cli import main

sys.exit(main())
