//! `diff`: the facts of two sources in two columns, those that differ first, and both texts level with each other.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::{
    reports::{
        html::{
            Page,
            copies::passage,
            findings::{anchor, told},
            parallel_rows::{Level, levels},
            words::{marked, pieces, words},
        },
        report::plural,
        shared::shared,
        side_by_side::{self, Mark, Row, Said},
        wrap::plain,
    },
    text::{BlockKind, Span},
};

/// Places of one value that are quoted.
const QUOTED: usize = 2;

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Differ => "differs",
        Mark::CannotTell | Mark::Compatible => "between",
        Mark::Agree => "agrees",
        Mark::OnlyLeft | Mark::OnlyRight => "alone",
    }
}

/// The table of the facts.
pub(super) fn facts(page: &Page) -> Markup {
    let Some(sources) = side_by_side::sources(page.report) else { return html! {} };
    let rows = side_by_side::rows(page.report, sources);
    html! {
        @for mark in Mark::ALL {
            @let of_it: Vec<&Row> = rows.iter().filter(|r| r.mark == mark).collect();
            @if !of_it.is_empty() {
                details open[mark < Mark::OnlyLeft] {
                    summary { (mark.sign()) " " (mark.meaning()) ": " (plural(of_it.len(), "fact")) }
                    (table(page, sources, mark, &of_it))
                }
            }
        }
    }
}

fn table(page: &Page, sources: [usize; 2], mark: Mark, rows: &[&Row]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(mark.meaning()) {
            table.matrix.pair {
                thead { tr { th scope="col" { "Fact" } @for source in sources { th scope="col" { (name(page, source)) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" {
                                span.slot { (row.slot.name()) } " " (words(row.subject))
                                @if let Some(finding) = row.finding {
                                    " " a.jump href=(format!("#{}", anchor(finding))) {
                                        (told(finding.severity).0) " " (told(finding.severity).1)
                                    }
                                }
                            }
                            @for said in &row.columns {
                                td class=(if said.is_empty() { "quiet" } else { class(mark) }) {
                                    @for said in said { (value(page, said)) }
                                    @if said.is_empty() { span.standing { "– silent" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn value(page: &Page, said: &Said) -> Markup {
    html! {
        div.says {
            b dir="auto" { (words(&said.value)) }
            @for evidence in said.evidence.iter().filter(|e| e.span != e.value).take(QUOTED) {
                @let doc = &page.report.story.sources[evidence.source].doc;
                span.said {
                    q dir="auto" lang=[page.lang(evidence.source)] { (marked(&doc.text, evidence.span, &[evidence.value])) }
                    " " (page.line(evidence.source, evidence.value.start))
                }
            }
            @if said.evidence.len() > QUOTED { span.quiet { "and " (said.evidence.len() - QUOTED) " more" } }
        }
    }
}

fn name(page: &Page, source: usize) -> Markup {
    let source = &page.report.story.sources[source];
    let file = source.path.rsplit('/').next().unwrap_or(&source.path);
    html! { (words(&source.outlet)) " " span.quiet { (words(file)) } }
}

/// Both texts in two columns, and the passages they share.
pub(super) fn texts(page: &Page) -> Markup {
    let Some(sources) = side_by_side::sources(page.report) else { return html! {} };
    let rows = side_by_side::rows(page.report, sources);
    let marks = [0, 1].map(|side| marks(&rows, side));
    let shared = shared(page.report, sources);
    html! {
        @if !shared.is_empty() {
            h3 { "Passages that stand in both: " (shared.len()) }
            @for shared in &shared { (passage(page, shared)) }
        }
        h3 { "All sentences" }
        p.quiet { "Sentences that speak of the same fact, or are copies, stand level. Every compared value is marked." }
        ul.legend {
            @for mark in Mark::ALL { li { mark class=(class(mark)) { (mark.sign()) " " (mark.meaning()) } } }
        }
        div.two.heads aria-hidden="true" { @for source in sources { p { b { (name(page, source)) } } } }
        @for level in levels(page.report, sources, &rows) { (self::level(page, sources, &level, &marks)) }
    }
}

/// For each sentence its values, each with how it stands to the other source.
type Marks = BTreeMap<usize, Vec<(Span, Mark)>>;

fn marks(rows: &[Row], side: usize) -> Marks {
    let mut out = Marks::new();
    for row in rows {
        for evidence in row.columns[side].iter().flat_map(|said| &said.evidence) {
            out.entry(evidence.sentence).or_default().push((evidence.value, row.mark));
        }
    }
    out
}

fn level(page: &Page, sources: [usize; 2], level: &Level, marks: &[Marks; 2]) -> Markup {
    html! {
        div.two.level.aligned[level.aligned] {
            @for (side, sentences) in [&level.left, &level.right].into_iter().enumerate() {
                div dir="auto" lang=[page.lang(sources[side])] {
                    @for sentence in sentences { (self::sentence(page, sources[side], *sentence, &marks[side])) }
                }
            }
        }
    }
}

fn sentence(page: &Page, source: usize, sentence: usize, marks: &Marks) -> Markup {
    let doc = &page.report.story.sources[source].doc;
    if doc.kind_of(sentence) == BlockKind::Furniture {
        return html! {};
    }
    let span = doc.sentences[sentence].span;
    let marks = marks.get(&sentence).map_or(&[][..], Vec::as_slice);
    html! {
        p.headline[doc.kind_of(sentence) == BlockKind::Headline] {
            @for (span, found) in pieces(span, marks) {
                @if let Some(mark) = found.iter().min() {
                    mark class=(class(*mark)) { (plain(span.of(&doc.text))) span.tag { " " (mark.sign()) } }
                } @else { (plain(span.of(&doc.text))) }
            }
        }
    }
}
