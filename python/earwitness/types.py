"""The shapes of what goes in and comes out, for type checkers: schema earwitness/analysis/1 (docs/analysis-json.md). At run time all are
plain dicts. Offsets are bytes of the transcript's text, times milliseconds, None where the source has none."""
from __future__ import annotations

from typing import Any, TypedDict


class GivenSegment(TypedDict, total=False):
    speaker: str | None
    text: str
    start_ms: float | None
    end_ms: float | None


class Meta(TypedDict, total=False):
    title: str
    show: str
    notes: str
    link: str
    published_at: str | int
    duration_ms: int
    persons: list[Any]  # {"name", "role"} or a name
    chapters: list[Any]  # {"start_ms", "title"}
    known_names: list[str]


class Span(TypedDict):
    begin: int
    end: int


class TimedSpan(Span):
    start_ms: int | None
    end_ms: int | None


class Segment(TimedSpan):
    speaker: str | None


class Speaker(TypedDict):
    id: str
    name: str


class _Hearing(TypedDict, total=False):
    hearing: dict[str, Any]


class Transcript(_Hearing):
    text: str
    sha256: str
    language: str
    format: str
    speakers: list[Speaker]
    segments: list[Segment]


class Naming(Span):
    speaker: str
    name: str
    start_ms: int | None
    how: str
    confidence: float


class Mention(Span):
    start_ms: int | None
    speaker: str | None
    confidence: float


class Entity(TypedDict):
    id: str
    name: str
    type: str
    category: str
    aliases: list[str]
    salience: float
    in_sponsor_only: bool
    mentions: list[Mention]


class Quote(TimedSpan):
    speaker: str | None
    score: float
    why: list[str]
    entities: list[str]
    topics: list[str]


class Quantity(Span):
    value: float
    unit: str
    what: str
    per: str
    range: dict[str, float | None] | None
    change: dict[str, Any] | None


class Insight(Span):
    type: str
    start_ms: int | None
    speaker: str | None
    confidence: float
    actionable: bool
    entities: list[str]
    quantities: list[Quantity]
    due: dict[str, str] | None
    horizon: Span | None
    hedge: dict[str, Any] | None
    condition: Span | None


class Topic(TypedDict):
    id: str
    label: str
    keyphrases: list[str]
    prominence: float
    mentions: list[Span]


class Chapter(TimedSpan):
    title: str
    given: bool


class Sponsor(TimedSpan):
    name: str


class Summary(TypedDict):
    sentences: list[Span]
    sections: dict[str, list[Span]]


class Analysis(TypedDict):
    schema: str
    producer: str
    episode: dict[str, Any]
    transcript: Transcript
    namings: list[Naming]
    entities: list[Entity]
    quotes: list[Quote]
    insights: list[Insight]
    topics: list[Topic]
    chapters: list[Chapter]
    sponsors: list[Sponsor]
    summary: Summary
    tags: list[str]
    coverage: dict[str, Any] | None
