"""The exceptions of the house: each names the input, the place and the remedy."""


class WhenceError(Exception):
    """Anything that the house itself raises."""


class UnreadableArticle(WhenceError):
    """An input that gives no article text, with its name, the reason and what to do about it."""

    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        self.name, self.reason, self.remedy = name, reason, remedy
        super().__init__(f"{name}: {reason}" + (f" {remedy}" if remedy else ""))


class BrokenTable(WhenceError):
    """A word table or a rule file that contradicts itself, with file, line and remedy.

    ``counted`` says what ``line`` is the number of: a line of the file, or a rule.
    """

    def __init__(self, file: str, line: int, reason: str, *, counted: str = "line") -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}, {counted} {line}: {reason}")
