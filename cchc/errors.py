"""What can go wrong by code or by request; bad data is a Finding instead (see figures.py)."""


class CchcError(Exception):
    """Something the person at the screen can act on; the text is Vietnamese and ends the story."""


class BadReferenceError(CchcError):
    """A file of data/reference is wrong; says file, line and remedy."""

    def __init__(self, file: str, line: int | None, problem: str, remedy: str):
        place = f"{file}, dòng {line}" if line else file
        super().__init__(f"{place}: {problem}. Cách sửa: {remedy}.")
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy


class UnknownCodeError(CchcError):
    """A code that no registry knows, with what it may have meant."""

    def __init__(self, what: str, code: str, suggestions: tuple[str, ...] = ()):
        hint = f" Có phải ý bạn là: {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"Không có {what} «{code}».{hint}")


class UnreadablePeriodError(CchcError):
    """A period name or a pair of dates that cannot be understood."""


class StoreError(CchcError):
    """The store cannot do what was asked; nothing was changed."""
