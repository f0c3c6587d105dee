//! When each post of a source was reported: its own stamp where it has one, else the time of publication.

use chrono::{Days, NaiveTime};
use chrono_tz::Tz;

use crate::{
    mentions::times,
    rules::Rules,
    text::{Document, Post},
    values::{Timestamp, time::Anchor},
};

/// One anchor a post. A stamp that names only a clock takes the day of publication; a live blog runs newest first or oldest first,
/// and where its clock jumps the other way, midnight has passed.
pub fn anchors(doc: &Document, published: Option<Timestamp>, zone: Option<Tz>, rules: &Rules) -> Vec<Anchor> {
    let base = Anchor { reported: published, zone };
    let clocks: Vec<NaiveTime> = doc.posts.iter().filter_map(|p| p.stamp.and_then(|s| clock(doc.slice(s)))).collect();
    let newest_first = clocks.windows(2).filter(|w| w[0] > w[1]).count() * 2 > clocks.len().saturating_sub(1);
    let mut out: Vec<Anchor> = Vec::with_capacity(doc.posts.len());
    let mut current = base;
    for post in &doc.posts {
        let reported = match post.stamp {
            Some(_) => stamp(doc, post, current, newest_first, rules).or(current.reported),
            None => published,
        };
        current = Anchor { reported, zone };
        out.push(current);
    }
    out
}

fn stamp(doc: &Document, post: &Post, before: Anchor, newest_first: bool, rules: &Rules) -> Option<Timestamp> {
    let span = post.stamp?;
    if let Some(time) = clock(doc.slice(span)) {
        let last = before.reported?;
        let passed = match last.time {
            Some(t) if newest_first && time > t && t != time => last.date.checked_sub_days(Days::new(1)),
            Some(t) if !newest_first && time < t => last.date.checked_add_days(Days::new(1)),
            _ => None,
        };
        // The first stamp of all stands beside the time of publication and says nothing about midnight.
        let first = doc.posts.iter().find(|p| p.stamp.is_some()).is_some_and(|p| p.stamp == post.stamp);
        let date = if first { last.date } else { passed.unwrap_or(last.date) };
        return Some(Timestamp { date, time: Some(time), offset: last.offset });
    }
    let found = times::find_times(&doc.text, &[span], &|_| before, &rules.times, &rules.lexicons);
    let day = found.iter().find_map(|t| t.value.days.filter(|d| d.0 == d.1).map(|d| d.0))?;
    let clock = found.iter().find_map(|t| t.value.clock).map(|c| c.0);
    let time = clock.and_then(|c| NaiveTime::from_hms_opt(u32::from(c) / 60, u32::from(c) % 60, 0));
    Some(Timestamp { date: day, time, offset: None })
}

/// The clock of a stamp: `21:22`, `14.05`, `9.30pm`.
fn clock(stamp: &str) -> Option<NaiveTime> {
    let stamp = stamp.trim().to_ascii_lowercase();
    let at = stamp.find(|c: char| c.is_ascii_digit())?;
    let (hour, rest) = stamp[at..].split_once([':', '.'])?;
    let minute = rest.get(..2)?;
    let half = rest.get(2..)?.trim_start();
    let mut hour: u32 = hour.parse().ok()?;
    let minute: u32 = minute.parse().ok()?;
    if half.starts_with("pm") && hour < 12 {
        hour += 12;
    } else if half.starts_with("am") && hour == 12 {
        hour = 0;
    }
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_stamps() {
        for (stamp, expected) in [
            ("21:22", Some((21, 22))),
            ("14.05 BST", Some((14, 5))),
            ("9.30pm", Some((21, 30))),
            ("12:04 AM", Some((0, 4))),
        ] {
            assert_eq!(clock(stamp), expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0)), "{stamp}");
        }
        for stamp in ["12 July 2025", "25:00", "", "é"] {
            assert_eq!(clock(stamp), None, "{stamp}");
        }
    }
}
