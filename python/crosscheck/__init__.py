"""Lines up what several outlets wrote about one story and shows where they differ."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any, Iterable, List, Literal, Optional, Tuple, Union

from . import _crosscheck
from ._crosscheck import Error, InputError, RuleError, UsageError

__all__ = ["Error", "Format", "InputError", "RuleError", "Source", "Text", "UsageError", "check", "extract", "render", "report"]
__version__ = _crosscheck.__version__


@dataclass(frozen=True)
class Text:
    """A text that is no file. The ending of ``name`` says its format; without a name it is plain text."""

    text: Union[str, bytes]
    name: str = ""
    outlet: Optional[str] = None
    published: Optional[str] = None


Source = Union[str, "os.PathLike[str]", Text]
Format = Literal["text", "markdown", "html", "json", "jsonl", "sarif", "junit", "github", "csv", "csv-matrix"]
Folder = Union[str, "os.PathLike[str]"]
_Given = Tuple[str, Optional[bytes], Optional[str], Optional[str]]


def _given(source: Source, number: int) -> _Given:
    if isinstance(source, Text):
        text = source.text.encode() if isinstance(source.text, str) else source.text
        return (source.name or f"text-{number}.txt", text, source.outlet, source.published)
    return (os.fspath(source), None, None, None)


def _path(folder: Optional[Folder]) -> Optional[str]:
    return None if folder is None else os.fspath(folder)


def _all(sources: Iterable[Source]) -> List[_Given]:
    if isinstance(sources, (str, bytes, os.PathLike, Text)):
        raise TypeError("give a list of sources, even of one")
    return [_given(source, number) for number, source in enumerate(sources, 1)]


def report(
    sources: Iterable[Source], *, timezone: Optional[str] = None, rules: Optional[Folder] = None, strict: bool = True
) -> Any:
    """All sources against each other, as the JSON report."""
    return json.loads(_crosscheck.render(_all(sources), None, "json", 0, timezone, _path(rules), strict))


def check(
    draft: Source,
    sources: Iterable[Source],
    *,
    min_voices: int = 0,
    timezone: Optional[str] = None,
    rules: Optional[Folder] = None,
    strict: bool = True,
) -> Any:
    """The draft against its sources; ``draft`` of the report says of each claim whether it is confirmed."""
    given = _all(sources)
    return json.loads(_crosscheck.render(given, _given(draft, 0), "json", min_voices, timezone, _path(rules), strict))


def render(
    sources: Iterable[Source],
    format: Format,
    *,
    draft: Optional[Source] = None,
    min_voices: int = 0,
    timezone: Optional[str] = None,
    rules: Optional[Folder] = None,
    strict: bool = True,
) -> str:
    """The report, or with a draft the check, in a format of the command."""
    checked = None if draft is None else _given(draft, 0)
    return _crosscheck.render(_all(sources), checked, format, min_voices, timezone, _path(rules), strict)


def extract(
    sources: Iterable[Source], *, timezone: Optional[str] = None, rules: Optional[Folder] = None, strict: bool = True
) -> Any:
    """The claims of each source."""
    return json.loads(_crosscheck.extract(_all(sources), timezone, _path(rules), strict))
