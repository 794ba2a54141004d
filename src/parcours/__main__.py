"""`python -m parcours`: the command without its script."""

import sys

from parcours.cli.main import main

sys.exit(main())
