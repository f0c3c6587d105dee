import os
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Literal, Optional, TypedDict, Union

from ._crosscheck import Error as Error, InputError as InputError, RuleError as RuleError, UsageError as UsageError

__all__ = ["Error", "Format", "InputError", "RuleError", "Source", "Text", "UsageError", "check", "extract", "render", "report"]
__version__: str

@dataclass(frozen=True)
class Text:
    text: Union[str, bytes]
    name: str = ...
    outlet: Optional[str] = ...
    published: Optional[str] = ...

Source = Union[str, os.PathLike[str], Text]
Folder = Union[str, os.PathLike[str]]
Severity = Literal["error", "warning", "note"]
Format = Literal["text", "markdown", "html", "json", "jsonl", "sarif", "junit", "github", "csv", "csv-matrix"]

class Sentence(TypedDict):
    start: int
    end: int
    text: str

class Evidence(TypedDict):
    source: str
    post: int
    path: str
    start: int
    end: int
    line: int
    column: int
    text: str
    sentence: Sentence
    outlet: str
    reported_at: Optional[str]
    attributed_to: Optional[str]
    modality: str
    polarity: Literal["said", "denied"]
    rule: str

class Side(TypedDict):
    value: str
    normalized: str
    voices: int
    evidence: List[Evidence]

class Finding(TypedDict):
    id: str
    rule: str
    category: str
    severity: Severity
    relation: str
    subject: str
    message: str
    why: List[str]
    sides: List[Side]

class NotRead(TypedDict):
    file: Optional[str]
    reason: str
    incomplete: bool

class Compared(TypedDict):
    between_outlets: int
    differ: int
    alone: int
    not_comparable: int

class DraftCounts(TypedDict):
    confirmed: int
    compatible: int
    contradicted: int
    only_here: int
    not_checked: int

class Judged(TypedDict, total=False):
    draft: DraftCounts
    verdict: Literal["pass", "look", "fail", "incomplete"]

class Summary(Judged):
    sources: int
    claims: int
    facts: int
    errors: int
    warnings: int
    notes: int
    waived: int
    known: int
    compared: Compared

class Report(TypedDict):
    schema: str
    tool: Dict[str, str]
    sources: List[Dict[str, Any]]
    findings: List[Finding]
    facts: List[Dict[str, Any]]
    rosters: List[Dict[str, Any]]
    duplicates: List[Dict[str, Any]]
    not_checked: List[Dict[str, Any]]
    not_read: List[NotRead]
    waived: List[Dict[str, Any]]
    notes: List[str]
    summary: Summary

class DraftClaim(TypedDict):
    fact: str
    status: Literal["confirmed", "compatible", "contradicted", "only_here", "not_checked"]
    voices: int
    why: List[str]
    finding: Optional[str]
    evidence: Evidence

class Check(Report):
    draft: List[DraftClaim]

def report(
    sources: Iterable[Source], *, timezone: Optional[str] = ..., rules: Optional[Folder] = ..., strict: bool = ...
) -> Report: ...
def check(
    draft: Source,
    sources: Iterable[Source],
    *,
    min_voices: int = ...,
    timezone: Optional[str] = ...,
    rules: Optional[Folder] = ...,
    strict: bool = ...,
) -> Check: ...
def render(
    sources: Iterable[Source],
    format: Format,
    *,
    draft: Optional[Source] = ...,
    min_voices: int = ...,
    timezone: Optional[str] = ...,
    rules: Optional[Folder] = ...,
    strict: bool = ...,
) -> str: ...
def extract(
    sources: Iterable[Source], *, timezone: Optional[str] = ..., rules: Optional[Folder] = ..., strict: bool = ...
) -> List[Dict[str, Any]]: ...
