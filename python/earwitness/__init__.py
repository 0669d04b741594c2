"""Names, quotes, claims, topics, chapters and sponsor reads of a transcript, each with the bytes that say it.

    import earwitness
    found = earwitness.analyze("Ada: I think half of all ferries will be electric by 2035.")
    for insight in found["insights"]:
        print(insight["type"], earwitness.words(found, insight))

The result is the object that ``earwitness analyze`` prints, schema ``earwitness/analysis/1``. Nothing is fetched, printed or kept.
"""
from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, cast

from . import _native
from ._native import __version__
from .types import Analysis, GivenSegment, Meta, Span

__all__ = ["Analysis", "Engine", "GivenSegment", "Meta", "Span", "__version__", "analyze", "analyze_file", "answer", "words"]

_ERROR = '{"id":null,"error":'


class Engine:
    """The loaded models, with a knowledge file's text (docs/knowledge.md) where one is given. Immutable; one may be used by any
    number of threads at once, and they run at once: the interpreter's lock is free while an analysis is made.

    Raises ValueError for a knowledge text that cannot be read."""

    def __init__(self, knowledge: str = "") -> None:
        self._knowledge = knowledge
        self._native = _native.Engine(knowledge)

    def __reduce__(self) -> tuple[type[Engine], tuple[str]]:
        return Engine, (self._knowledge,)

    @property
    def fingerprint(self) -> str:
        """A hash of all that an analysis depends on beside its input: version, models, knowledge."""
        return self._native.fingerprint

    def analyze(self, transcript: str | Iterable[GivenSegment], meta: Meta | None = None) -> Analysis:
        """Analyses a text, taken as it is, or segments, dicts of speaker, text, start_ms and end_ms of which only text must be there.

        Offsets in the result are bytes of result["transcript"]["text"] as UTF-8; words() cuts them out.
        Raises TypeError for anything else, ValueError for a field that is wrong, with its name."""
        if isinstance(transcript, str):
            return self._analyze({"text": transcript}, meta)
        if isinstance(transcript, (bytes, Mapping)) or not isinstance(transcript, Iterable):
            raise TypeError(f"a transcript is a str or a list of segments, not {type(transcript).__name__}")
        return self._analyze({"segments": list(transcript)}, meta)

    def analyze_file(self, path: str | os.PathLike[str], meta: Meta | None = None) -> Analysis:
        """Analyses a file in any format that `earwitness analyze` reads. Raises OSError where it cannot be opened, ValueError where
        it is no transcript."""
        with open(path, "rb"):  # an OSError of Python's, with its errno
            pass
        return self._analyze({"path": os.fspath(path)}, meta)

    def answer(self, record: str | bytes) -> str:
        """A record of JSON Lines in, its line out without the line break, errors in it as "error": what
        `earwitness analyze --format jsonl` does, byte for byte. Never raises for what is in the record."""
        return self._native.answer(record)

    def _analyze(self, record: dict[str, Any], meta: Meta | None) -> Analysis:
        if meta is not None:
            record["meta"] = meta
        line = self._native.answer(json.dumps(record))
        if line.startswith(_ERROR):
            raise ValueError(json.loads(line)["error"])
        found = json.loads(line)
        del found["id"]  # of a record, which the caller did not write
        return cast(Analysis, found)


@functools.cache
def _engine() -> Engine:
    return Engine()


def analyze(transcript: str | Iterable[GivenSegment], meta: Meta | None = None) -> Analysis:
    """Engine.analyze with the models alone."""
    return _engine().analyze(transcript, meta)


def analyze_file(path: str | os.PathLike[str], meta: Meta | None = None) -> Analysis:
    """Engine.analyze_file with the models alone."""
    return _engine().analyze_file(path, meta)


def answer(record: str | bytes) -> str:
    """Engine.answer with the models alone."""
    return _engine().answer(record)


def words(analysis: Analysis, span: Span) -> str:
    """The words of anything that has "begin" and "end"."""
    return analysis["transcript"]["text"].encode()[span["begin"]:span["end"]].decode()
