"""The command line: python -m cchc COMMAND. Exit status 0 done, 1 refused with reasons, 2 usage.

Heavy libraries are imported inside the commands, so that a small one answers at once. With --json
one document goes to standard output and nothing else.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from cchc.cli.arguments import parser
from cchc.cli.asked import DONE, REFUSED
from cchc.cli.sparing import spare_threads
from cchc.errors import CchcError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = parser().parse_args(arguments)
    spare_threads()
    try:
        status = _run(options)
        sys.stdout.flush()  # the process ends without
        return status
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(options: argparse.Namespace) -> int:
    try:
        return options.run(options)
    except CchcError as error:
        print(error, file=sys.stderr)
        return REFUSED
