//! Which findings are waived on a day, and which waivers have died.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{findings::Finding, waivers::Waiver};

/// A finding that an editor accepts.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// The waiver that covers it.
    pub waiver: Waiver,
}

/// Findings with their waivers laid over them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// What no waiver covers.
    pub findings: Vec<Finding>,
    /// What a waiver covers.
    pub waived: Vec<Waived>,
    /// Why a finding counts although it has a waiver.
    pub notes: Vec<String>,
}

/// Lays `waivers` over `findings` on the day `today`; both keep their order.
pub fn settle(findings: Vec<Finding>, waivers: &[Waiver], today: NaiveDate) -> Settled {
    let mut by_id: BTreeMap<&str, Vec<&Waiver>> = BTreeMap::new();
    for waiver in waivers {
        by_id.entry(&waiver.id).or_default().push(waiver);
    }
    let mut out = Settled::default();
    for finding in findings {
        let its = by_id.get(finding.id.as_str()).map_or(&[][..], Vec::as_slice);
        match its.iter().find(|w| w.holds(today) && uncovered(&finding, w).is_none()) {
            Some(waiver) => out.waived.push(Waived { finding, waiver: (*waiver).clone() }),
            None => {
                out.notes.extend(its.last().map(|waiver| death(&finding, waiver, today)));
                out.findings.push(finding);
            }
        }
    }
    out
}

/// A value of the finding that the waiver does not name.
fn uncovered<'f>(finding: &'f Finding, waiver: &Waiver) -> Option<&'f str> {
    finding.sides.iter().map(|side| side.normalized.as_str()).find(|value| !waiver.values.iter().any(|w| w == value))
}

/// Why the waiver does not hold any more.
fn death(finding: &Finding, waiver: &Waiver, today: NaiveDate) -> String {
    let cause = match uncovered(finding, waiver) {
        _ if !waiver.holds(today) => format!("was over on {}", waiver.until),
        Some(value) => format!("does not cover the value `{value}`"),
        None => "does not hold".to_owned(),
    };
    format!(
        "the waiver of {} {cause}: “{}” counts again; look at it, or renew it with `crosscheck waive`",
        waiver.id, finding.message
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        findings::{Relation, Side},
        values::{Severity, Slot},
    };

    fn finding(values: &[&str]) -> Finding {
        let side = |v: &&str| Side {
            value: v.to_uppercase(),
            asked: v.to_uppercase(),
            normalized: (*v).to_owned(),
            voices: 1,
            evidence: vec![],
        };
        Finding {
            id: "00".to_owned(),
            rule: "en/claims/x".to_owned(),
            slot: Slot::Place,
            severity: Severity::Error,
            relation: Relation::Conflict,
            subject: "talks".to_owned(),
            message: "Where?".to_owned(),
            why: Vec::new(),
            sides: values.iter().map(side).collect(),
        }
    }

    fn waiver(until: &str) -> Waiver {
        let values = vec!["poti".to_owned(), "batumi".to_owned()];
        let (id, rule, reason) = ("00".to_owned(), String::new(), "phoned".to_owned());
        Waiver { id, rule, values, reason, by: None, until: until.parse().expect("a day") }
    }

    #[test]
    fn a_waiver_dies_with_its_day_and_with_a_new_value() {
        let today: NaiveDate = "2031-05-15".parse().expect("a day");
        let rows: &[(&[&str], &[Waiver], bool, &str)] = &[
            (&["poti", "batumi"], &[waiver("2031-05-15")], true, ""),
            // A side that has gone leaves nothing that was not seen.
            (&["batumi"], &[waiver("2031-05-15")], true, ""),
            (&["poti", "batumi"], &[waiver("2031-05-14")], false, "was over on 2031-05-14"),
            (&["poti", "riga"], &[waiver("2031-05-15")], false, "does not cover the value `riga`"),
            // One that holds outweighs one that does not, whatever their order.
            (&["poti"], &[waiver("2031-06-15"), waiver("2031-05-14")], true, ""),
            (&["poti"], &[waiver("2031-05-14"), waiver("2031-06-15")], true, ""),
            (&["poti"], &[], false, ""),
        ];
        for (values, waivers, waived, note) in rows {
            let settled = settle(vec![finding(values)], waivers, today);
            assert_eq!((settled.waived.len(), settled.findings.len()), if *waived { (1, 0) } else { (0, 1) });
            assert_eq!(settled.notes.len(), usize::from(!note.is_empty()), "{values:?}");
            assert!(settled.notes.iter().all(|n| n.contains(note)), "{:?}", settled.notes);
        }
    }
}
