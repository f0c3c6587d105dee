//! The timeline: for each day or hour that outlets give, a picture with a row for each outlet, on one clock.

use chrono_tz::Tz;
use maud::{Markup, html};

use crate::{
    claims::ClaimValue,
    reports::{
        html::{
            Page,
            cells::{Row, Standing, rows},
            findings::{anchor, told},
            timeline_spans::{Axis, Stretch, stretch},
            triage::column_name,
        },
        report::plural,
        wrap::plain,
    },
    values::Slot,
};

/// One time of one outlet.
struct Line {
    column: usize,
    words: String,
    source: usize,
    at: usize,
    /// Where it lies; `None` where its day is not known.
    stretch: Option<Stretch>,
}

pub(super) fn section(page: &Page) -> Markup {
    let zone = page.zone;
    let rows = rows(page, |f| matches!(f.slot, Slot::Time | Slot::Date) && f.claims.len() > 1);
    let pictures: Vec<(&Row, Vec<Line>)> = rows
        .iter()
        .map(|row| (row, lines(page, row, zone)))
        .filter(|(_, lines)| lines.len() > 1 && lines.iter().any(|l| l.stretch.is_some()))
        .collect();
    let (apart, alike): (Vec<_>, Vec<_>) =
        pictures.iter().partition(|(row, _)| row.finding.is_some() || row.standing() <= Standing::Disputed);
    html! {
        @if !pictures.is_empty() {
            p.quiet { "On the clock of " b { (zone.name()) } ". A full mark is a moment, a dashed one anything less exact." }
            @for (row, lines) in &apart { (picture(page, row, lines, zone)) }
            @if !alike.is_empty() {
                details open[apart.is_empty()] {
                    summary { "Times on which nobody differs: " (plural(alike.len(), "fact")) }
                    @for (row, lines) in &alike { (picture(page, row, lines, zone)) }
                }
            }
        }
    }
}

/// The times of a fact, each once for each outlet.
fn lines(page: &Page, row: &Row, zone: Tz) -> Vec<Line> {
    let story = page.report.story;
    let claims = story.claims();
    let mut out: Vec<Line> = Vec::new();
    for claim in row.fact.claims.iter().filter_map(|c| claims.get(*c)) {
        let ClaimValue::Time(time) = &claim.value else { continue };
        let column = page.outlets.of_source(claim.source);
        let words = plain(story.sources[claim.source].doc.slice(claim.value_span).trim());
        let stretch = stretch(time, zone);
        out.push(Line { column, words, source: claim.source, at: claim.value_span.start, stretch });
    }
    out.sort_by_key(|l| (l.column, l.stretch.map(|s| (s.start, s.end)), l.source, l.at));
    out.dedup_by(|b, a| a.column == b.column && a.stretch == b.stretch && (a.stretch.is_some() || a.words == b.words));
    out
}

fn picture(page: &Page, row: &Row, lines: &[Line], zone: Tz) -> Markup {
    let stretches: Vec<Stretch> = lines.iter().filter_map(|l| l.stretch).collect();
    let Some(axis) = Axis::of(&stretches) else { return html! {} };
    html! {
        table.timeline {
            caption {
                span.slot { (row.fact.slot.name()) } " " b { (row.subject) }
                @if let Some(finding) = row.finding {
                    " " a.jump href=(format!("#{}", anchor(finding))) { (told(finding.severity).0) " " (told(finding.severity).1) }
                }
                " " span.quiet { (axis.covers()) }
            }
            thead {
                tr {
                    th scope="col" { "Outlet" }
                    th.axis scope="col" { span.unseen { "Picture, in " (zone.name()) } (scale(&axis)) }
                    th scope="col" { "Its words" }
                }
            }
            tbody {
                @for line in lines {
                    @let standing = row.cells.get(&line.column).map_or(Standing::Silent, |c| c.standing);
                    tr {
                        th scope="row" { (column_name(page, line.column)) }
                        td.axis { @if let Some(stretch) = &line.stretch { (bar(&axis, stretch, standing)) } }
                        td { (told_as(page, line, standing)) }
                    }
                }
            }
        }
    }
}

fn told_as(page: &Page, line: &Line, standing: Standing) -> Markup {
    let said = line.stretch.as_ref().map_or_else(|| "day not known".to_owned(), Stretch::told);
    let (sign, word) = standing.told();
    html! {
        span class={ "standing " (standing.class()) } { span aria-hidden="true" { (sign) } " " (word) }
        " " q dir="auto" lang=[page.lang(line.source)] { (line.words) }
        " " span.normal { (said) }
        @if line.stretch.is_some_and(|s| s.floating) { " " span.quiet { "zone not said" } }
        " " (page.line(line.source, line.at))
    }
}

/// The axis with its labels. Places are in percent, so that letters keep their size on every screen.
fn scale(axis: &Axis) -> Markup {
    let ticks = axis.ticks();
    let last = ticks.len().saturating_sub(1);
    html! {
        svg width="100%" height="20" aria-hidden="true" focusable="false" {
            @for (index, (percent, label)) in ticks.iter().enumerate() {
                @let anchor = if index == 0 { "start" } else if index == last { "end" } else { "middle" };
                text.odd[index % 2 == 1 && index != last] x=(share(*percent)) y="15" text-anchor=(anchor) { (label) }
            }
        }
    }
}

/// One row of the picture: the grid of the axis, and the time on it.
fn bar(axis: &Axis, stretch: &Stretch, standing: Standing) -> Markup {
    let [start, end] = [stretch.start, stretch.end].map(|at| axis.percent(at));
    let from = if stretch.open[0] { 0.0 } else { start };
    let to = if stretch.open[1] { 100.0 } else { end };
    let class = if stretch.exact && !stretch.floating { "full" } else { "dashed" };
    html! {
        svg width="100%" height="26" aria-hidden="true" focusable="false" class=(standing.class()) {
            @for (percent, _) in axis.ticks() {
                line.grid x1=(share(percent)) x2=(share(percent)) y1="0" y2="26" {}
            }
            @if to - from < 2.0 {
                circle class=(class) cx=(share(f64::midpoint(from, to).clamp(1.5, 98.5))) cy="13" r="7" {}
            } @else {
                rect class=(class) x=(share(from)) y="7" width=(share(to - from)) height="12" rx="3" {}
            }
        }
    }
}

fn share(percent: f64) -> String {
    format!("{percent:.2}%")
}
