"""python -m cchc"""

import sys

from cchc.cli.running import main

if __name__ == "__main__":
    sys.exit(main())
