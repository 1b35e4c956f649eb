"""The base of the errors that users are told of: a sentence for people, and a code for programs."""

from __future__ import annotations

from typing import Generic, TypeVar

Code = TypeVar("Code", bound=str)


class CodedError(ValueError, Generic[Code]):
    """An error with a code that callers may branch on, beside the sentence that people read.

    Attributes:
        code: which error it is; it stays the same when the sentence is reworded.
    """

    code: Code

    def __init__(self, sentence: str, code: Code) -> None:
        """An error.

        Args:
            sentence: what `str` returns.
            code: one of the codes that the subclass declares.
        """
        super().__init__(sentence, code)  # both are in `args`, from which pickle makes the error again
        self.code = code

    def __str__(self) -> str:
        """The sentence alone."""
        return str(self.args[0])
