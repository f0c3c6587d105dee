//! The rosters of a story as lines of a table: one event or delegation, who is on it as what, and who says so.

use std::collections::BTreeSet;

use crate::{
    facts::{Roster, RosterRow, Standing, Who},
    findings::normalized,
    reports::Report,
};

/// Fewer names than this are no roster.
const FEWEST_NAMES: usize = 2;

/// The heads of the columns.
pub(super) fn columns() -> impl Iterator<Item = &'static str> {
    [SUBJECT].into_iter().chain(STANDINGS).chain([OUTLETS])
}

const SUBJECT: &str = "Event or delegation";
const STANDINGS: [&str; 4] = ["Leads", "Members", "Attends", "Absent"];
const OUTLETS: &str = "Told by";

/// One line of the table, in words of the sources.
pub(super) struct RosterLine {
    /// The event or the delegation.
    pub subject: String,
    /// Who leads, who is a member, who attends and who does not, in the order of the columns.
    pub people: [Vec<String>; 4],
    /// The outlets that say so.
    pub outlets: Vec<String>,
}

/// The rosters with two names and more.
pub(super) fn lines(report: &Report) -> Vec<RosterLine> {
    report.story.rosters.iter().filter(|r| r.rows.len() >= FEWEST_NAMES).map(|roster| line(report, roster)).collect()
}

fn line(report: &Report, roster: &Roster) -> RosterLine {
    let claims = report.story.claims();
    let court = report.story.court(report.rules);
    let said = roster.rows.iter().flat_map(|row| row.said.values().flatten());
    let sources = said.chain(&roster.sizes).filter_map(|c| claims.get(*c)).map(|claim| claim.source);
    let outlets: BTreeSet<&str> = sources.map(|s| report.story.sources[s].outlet.as_str()).collect();
    let sizes: BTreeSet<String> =
        roster.sizes.iter().filter_map(|c| claims.get(*c)).map(|claim| normalized(claim, &court)).collect();
    let sizes = match sizes.is_empty() {
        true => String::new(),
        false => format!(" ({})", sizes.into_iter().collect::<Vec<_>>().join(" / ")),
    };
    let columns: [&[Standing]; 4] = [
        &[Standing::Leads],
        &[Standing::Member],
        &[Standing::Attends, Standing::Represents],
        &[Standing::Absent, Standing::NoMember],
    ];
    let people = columns.map(|standings| {
        let there = |row: &&RosterRow| standings.iter().any(|s| row.said.contains_key(s));
        roster.rows.iter().filter(there).map(|row| name(report, row)).collect()
    });
    RosterLine {
        subject: format!("{}{sizes}", roster.subject),
        people,
        outlets: outlets.into_iter().map(str::to_owned).collect(),
    }
}

/// "Ema Rusu (deputy minister), for Georgia".
fn name(report: &Report, row: &RosterRow) -> String {
    let entities = &report.story.entities;
    let name = match &row.who {
        Who::Named(id) => entities.name(*id),
        Who::Open(words) | Who::Office(words) => words.clone(),
    };
    let offices: BTreeSet<&str> = row.offices.iter().map(String::as_str).collect();
    let offices = match offices.is_empty() {
        true => String::new(),
        false => format!(" ({})", offices.into_iter().collect::<Vec<_>>().join(", ")),
    };
    let whom: BTreeSet<String> = row.represents.values().map(|id| entities.name(*id)).collect();
    let whom = match whom.is_empty() {
        true => String::new(),
        false => format!(", for {}", whom.into_iter().collect::<Vec<_>>().join(" and ")),
    };
    format!("{name}{offices}{whom}")
}
