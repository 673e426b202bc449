"""What can go wrong and what the user can do about it: one root, few children whose names are sentences.

Each message is one line that names the file, document or entity, the place in it and the remedy.
Only ``cli.py`` knows exit codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class KgriyadhError(Exception):
    """Something that the user can put right; ``str()`` is one line that says how."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error come whole out of another process, whatever it is made of."""
        return _again, (type(self), str(self)), self.__dict__


class TermIsUnknown(KgriyadhError):
    """A compact name (``kgr:Persn``) that no vocabulary declares."""

    def __init__(self, compact: str) -> None:
        super().__init__(
            f"{compact}: no vocabulary declares this term; see ontology/kgriyadh.ttl for those that are"
        )


class NodesGoInACircle(KgriyadhError):
    """Blank nodes that hang on each other in a circle, so that nothing can name them."""

    def __init__(self) -> None:
        super().__init__("blank nodes hang on each other in a circle: give one of them an IRI")


class BaseIriIsUnusable(KgriyadhError):
    """A base that no IRI of a thing can start with."""

    def __init__(self, base: str) -> None:
        super().__init__(
            f"{base!r} cannot start an IRI: give an absolute one that ends in / or #, such as https://example.org/id/"
        )


class FactsContradictTheOntology(KgriyadhError):
    """Facts that cannot hold together: sentences, each with its causes (statements and where they stand)."""

    def __init__(self, contradictions: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self.contradictions = contradictions
        rest = f" (and {len(contradictions) - 1} more)" if len(contradictions) > 1 else ""
        super().__init__(
            f"the facts contradict the ontology: {contradictions[0][0]}{rest}; "
            "correct the text or build with --no-reason"
        )


class FactIsUnknown(KgriyadhError):
    """A fact that doesn't hold, or in whose words nothing is called; ``near`` are near misses."""

    def __init__(self, question: str, near: tuple[str, ...], is_understood: bool) -> None:
        self.near = near
        said = "it is neither stated nor follows" if is_understood else "no three terms are so called"
        meant = "what does hold" if is_understood else "did you mean"
        rest = f"; {meant}: {' | '.join(near)}" if near else ""
        super().__init__(f"{question}: {said}{rest}")


class TooManyThingsAreOne(KgriyadhError):
    """More things are said to be one (``owl:sameAs``) than any thing has names; ``names`` are their IRIs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(
            f"{len(names)} things would have to be one, among them {names[0]} and {names[-1]}; "
            "look for a wrong owl:sameAs, or a property that is wrongly said to be functional"
        )


class JudgementIsUnusable(KgriyadhError):
    """A judgement file that cannot be followed; ``line`` counts from 1 and is None for the whole file."""

    def __init__(self, source: str, line: int | None, what: str) -> None:
        self.source, self.line = source, line
        super().__init__(f"{source}, line {line}: {what}" if line else f"{source}: {what}")


class AuthorityIsUnusable(KgriyadhError):
    """An authority file that cannot be read, or redefines the vocabulary; ``line`` counts from 1."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path}, line {line}: {what}" if line else f"{path}: {what}")


class DatasetIsDamaged(KgriyadhError):
    """A file that should hold RDF and doesn't; ``line`` counts from 1, None is the whole."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        self.path, self.line, self.what = path, line, what
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}; build it again with kgriyadh build")


class ShapesAreUnusable(KgriyadhError):
    """Shapes that are no SHACL: the message names the file and the shape, and says what to correct."""


class ClassIsUndeclared(KgriyadhError):
    """A class that shapes or data use and no vocabulary declares; ``nearest`` is one it resembles."""

    def __init__(self, name: str, where: str, nearest: str | None) -> None:
        meant = (
            f"; did you mean {nearest}?" if nearest else "; declare it as an owl:Class or correct its name"
        )
        super().__init__(f"{name}: no vocabulary declares this class, used by {where}{meant}")


class OntologyIsUnusable(KgriyadhError):
    """An ontology of the user's that cannot be read, or that the reasoner cannot take as it is."""


class WordsAreUnreadable(KgriyadhError):
    """Turtle of the vocabulary, ours or the user's, that cannot be read; ``line`` counts from 1."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}; correct it as the README shows under “Teach it a word”")


class OutputIsUnusable(KgriyadhError):
    """An earlier output that cannot be built upon; ``line`` counts from 1, None where it isn't known."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {what}; build all texts again with kgriyadh build")


class DocumentIsUnknown(KgriyadhError):
    """A document to be removed that the build has not."""


class OutputCannotBeWritten(KgriyadhError):
    """A folder or file that refused the output; what lay there before is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot be written: {reason}; choose another folder with --out")


class TextIsUnreadable(KgriyadhError):
    """A source of texts is missing, empty, not UTF-8 or not what its name says."""


class DatasetIsMissing(KgriyadhError):
    """No dataset, or no embedded store, where one was asked for."""


class QuestionIsUnanswerable(KgriyadhError):
    """A question that is unknown or no SPARQL, or whose answer has no such form.

    ``shown`` are lines to print below the message: the one that is no SPARQL and a caret under the place.
    """

    def __init__(self, message: str, shown: tuple[str, ...] = ()) -> None:
        self.shown = shown
        super().__init__(message)


class StoreRefuses(KgriyadhError):
    """A triple store that could not be reached, or did not take what it was given."""


class AddressIsUnusable(KgriyadhError):
    """An address that no server can listen at: taken, unknown or not allowed."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}, port {port}: {reason}; choose others with --host and --port")


class WorkerHasDied(KgriyadhError):
    """A process that shared the work ended before its time."""


def _again(kind: type[KgriyadhError], message: str) -> KgriyadhError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    return error
