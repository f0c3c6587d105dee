//! Words of sources on the page: escaped, in their own direction and language, with marks; and where they stand.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use maud::{Markup, html};

use crate::{
    claims::{Claim, Participant},
    facts::Fact,
    findings::Evidence,
    reports::{Report, html::Page, wrap::plain},
    text::Span,
    values::Timestamp,
};

/// Words of a source on one line, in the direction of their own script.
pub(super) fn words(text: &str) -> Markup {
    html! { bdi { (plain(text.trim())) } }
}

/// The words of `passage` with those at the `marks` marked.
pub(super) fn marked(text: &str, passage: Span, marks: &[Span]) -> Markup {
    let marks: Vec<(Span, ())> = marks.iter().map(|span| (*span, ())).collect();
    html! {
        @for (span, marks) in pieces(passage, &marks) {
            @if marks.is_empty() { (plain(span.of(text))) } @else { mark { (plain(span.of(text))) } }
        }
    }
}

/// `passage` cut where marks begin and end. Marks that overlap are one piece, which has them all.
pub(super) fn pieces<T: Copy>(passage: Span, marks: &[(Span, T)]) -> Vec<(Span, Vec<T>)> {
    let mut marks: Vec<(Span, T)> =
        marks.iter().copied().filter(|(span, _)| !span.is_empty() && passage.contains(*span)).collect();
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut joined: Vec<(Span, Vec<T>)> = Vec::new();
    for (span, mark) in marks {
        match joined.last_mut() {
            Some((last, all)) if last.overlaps(span) => {
                *last = last.join(span);
                all.push(mark);
            }
            _ => joined.push((span, vec![mark])),
        }
    }
    let mut out = Vec::new();
    let mut at = passage.start;
    for (span, all) in joined {
        out.push((Span::new(at, span.start), Vec::new()));
        at = span.end;
        out.push((span, all));
    }
    out.push((Span::new(at, passage.end), Vec::new()));
    out.retain(|(span, _)| !span.is_empty());
    out
}

impl Page<'_> {
    /// The language of a source as a value of `lang`; `None` where it is not known or is no tag.
    pub(super) fn lang(&self, source: usize) -> Option<&str> {
        let tag = self.report.sources.get(source)?.language.as_ref()?.value.as_str();
        let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        (tag.split('-').all(fits)).then_some(tag)
    }

    /// A sentence of a source as a quotation, with who wrote it, when, and where it stands.
    pub(super) fn quotation(&self, evidence: &Evidence) -> Markup {
        let doc = &self.report.story.sources[evidence.source].doc;
        let sentence = doc.sentences.get(evidence.sentence).map_or(evidence.span, |s| s.span);
        html! {
            figure.quote {
                figcaption { (self.byline(evidence)) }
                blockquote dir="auto" lang=[self.lang(evidence.source)] {
                    (marked(&doc.text, sentence, &[evidence.value]))
                }
            }
        }
    }

    /// Outlet, time of the report, place in the file, speaker.
    fn byline(&self, evidence: &Evidence) -> Markup {
        let source = &self.report.story.sources[evidence.source];
        let reported = source.reported(evidence.post);
        let reported = reported.map(|at| self.report.zone.map_or(at, |zone| at.in_zone(zone)));
        html! {
            b.outlet { (words(&source.outlet)) }
            " "
            span.when { (reported.map_or_else(|| "time unknown".to_owned(), moment)) }
            " "
            (self.place(evidence.source, evidence.value.start))
            @if let Some(speaker) = &evidence.attributed_to {
                " " span.speaker { "in the words of " (words(speaker)) }
            }
        }
    }

    /// `file:line:column`, as a link to the row of the source.
    pub(super) fn place(&self, source: usize, at: usize) -> Markup {
        let (line, column) = self.report.lines[source].place(&self.report.story.sources[source].doc.text, at);
        let path = self.path(source);
        html! { a.place href=(format!("#source-{source}")) { (words(&format!("{path}:{line}:{column}"))) } }
    }

    /// The path of a source below the folder that all sources are in, which the top of the page names.
    pub(super) fn path(&self, source: usize) -> &str {
        let path = self.report.story.sources[source].path.as_str();
        path.strip_prefix(self.folder.as_str()).unwrap_or(path)
    }

    /// What a fact is about, with whom it is about where that is someone's presence, office or words.
    pub(super) fn subject(&self, fact: &Fact, claims: &[&Claim]) -> Markup {
        let about = fact.claims.iter().filter_map(|c| claims.get(*c)).find_map(|claim| match claim.subject.about {
            Some(Participant::Named(mention)) => self.report.story.entities.of(claim.source, mention),
            _ => None,
        });
        let name = about.map(|entity| self.report.story.entities.name(entity));
        match name {
            Some(name) if name.contains(fact.subject.as_str()) => words(&name),
            Some(name) if !fact.subject.contains(name.as_str()) => html! { (words(&name)) ": " (words(&fact.subject)) },
            _ => words(&fact.subject),
        }
    }

    /// The line alone, where the column says the outlet; with its file, where the outlet has several.
    pub(super) fn line(&self, source: usize, at: usize) -> Markup {
        if self.outlets.has_several(source) {
            return self.place(source, at);
        }
        let (line, _) = self.report.lines[source].place(&self.report.story.sources[source].doc.text, at);
        html! { a.place href=(format!("#source-{source}")) { "line " (line) } }
    }
}

/// A moment as an editor writes it: "Fri 16 May 2031, 22:15 (UTC+1)".
pub(super) fn moment(at: Timestamp) -> String {
    let mut out = at.date.format("%a %-d %b %Y").to_string();
    if let Some(time) = at.time {
        out.push_str(&time.format(", %H:%M").to_string());
        if let Some(offset) = at.offset {
            let minutes = offset.local_minus_utc() / 60;
            let sign = if minutes < 0 { '−' } else { '+' };
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            match (hours, rest) {
                (0, 0) => out.push_str(" (UTC)"),
                (_, 0) => out.push_str(&format!(" (UTC{sign}{hours})")),
                _ => out.push_str(&format!(" (UTC{sign}{hours}:{rest:02})")),
            }
        }
    }
    out
}

/// The zone most sources write in, on whose clock the page tells all times; UTC where none is known.
pub(super) fn zone(report: &Report) -> Tz {
    let mut counts: BTreeMap<&str, (usize, Tz)> = BTreeMap::new();
    for zone in report.sources.iter().filter_map(|s| s.timezone.as_ref()) {
        counts.entry(zone.value.name()).or_insert((0, zone.value)).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(name, (count, _))| (*count, std::cmp::Reverse(*name)));
    most.map_or(Tz::UTC, |(_, (_, zone))| zone)
}

/// The folder that all sources are in, with its last slash; empty when there is none.
pub(super) fn folder(report: &Report) -> String {
    let mut paths = report.story.sources.iter().map(|s| s.path.as_str());
    let Some(first) = paths.next() else { return String::new() };
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let mut common = &first[..folder(first)];
    for path in paths {
        while !path.starts_with(common) {
            common = &common[..folder(common.trim_end_matches('/'))];
        }
    }
    common.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_one_piece_and_none_is_lost() {
        let passage = Span::new(2, 20);
        let marks = [(Span::new(4, 9), 1), (Span::new(7, 12), 2), (Span::new(12, 14), 3), (Span::new(0, 5), 4)];
        let got = pieces(passage, &marks);
        let want = [
            (Span::new(2, 4), vec![]),
            (Span::new(4, 12), vec![1, 2]),
            (Span::new(12, 14), vec![3]),
            (Span::new(14, 20), vec![]),
        ];
        assert_eq!(got, want, "a mark that is not inside the passage is left out");
    }
}
