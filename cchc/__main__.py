"""python -m cchc"""

import os

from cchc.cli.running import main

if __name__ == "__main__":
    # All is written; to take a catalog apart object by object costs a tenth of a second.
    os._exit(main())
