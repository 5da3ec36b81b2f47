"""The words argparse has of its own, in Vietnamese: headings of its help, wrong usage."""

import argparse
import re
import sys
from typing import NoReturn

_HELP = {
    "positional arguments:": "tham số:",
    "options:": "tùy chọn:",
    "show this help message and exit": "hiện hướng dẫn này",
}
_WRONG = {
    r"the following arguments are required: (.+)": r"thiếu \1",
    r"unrecognized arguments: (.+)": r"không hiểu \1",
    r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)": r"\1: không có \2, chỉ có \3",
    r"argument (\S+): invalid int value: (.+)": r"\1: \2 không phải là số nguyên",
    r"argument (\S+): expected (?:one|at least one) argument": r"\1: thiếu giá trị",
    r"argument (\S+): not allowed with argument (\S+)": r"\1 không dùng cùng \2",
    r"argument (\S+): (.+)": r"\1: \2",
}


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese; its commands are parsers of the same kind."""

    def __init__(self, **options):
        super().__init__(formatter_class=_Help, **options)

    def format_help(self) -> str:
        """The help with its headings in Vietnamese."""
        text = super().format_help()
        for words, ours in _HELP.items():
            text = text.replace(words, ours)
        return text

    def error(self, message: str) -> NoReturn:
        """What is wrong and where the usage is told; exit status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_said(message)}. Xem hướng dẫn: {self.prog} --help\n")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        """The usage after a heading of ours."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


def _said(message: str) -> str:
    """A message of argparse in Vietnamese; one that nobody foresaw as it is."""
    for words, ours in _WRONG.items():
        if found := re.fullmatch(words, message, re.DOTALL):
            return found.expand(ours).rstrip(".")
    return message
