//! When each post of a source was reported: its own stamp where it has one, else the time of publication.

use chrono_tz::Tz;

use crate::{
    mentions::times,
    rules::Rules,
    text::{Document, Post},
    values::{Timestamp, time::Anchor},
};

/// One anchor a post. A stamp that names only a clock takes the day of publication; live blogs run newest first or oldest first,
/// and a jump over midnight steps the day.
pub fn anchors(doc: &Document, published: Option<Timestamp>, zone: Option<Tz>, rules: &Rules) -> Vec<Anchor> {
    let base = Anchor { reported: published, zone };
    let mut out: Vec<Anchor> = Vec::with_capacity(doc.posts.len());
    let mut current = base;
    for post in &doc.posts {
        if let Some(reported) = stamp(doc, post, current, rules) {
            current = Anchor { reported: Some(reported), zone };
        } else if post.stamp.is_none() {
            current = base;
        }
        out.push(current);
    }
    out
}

fn stamp(doc: &Document, post: &Post, before: Anchor, rules: &Rules) -> Option<Timestamp> {
    let span = post.stamp?;
    let found = times::find_times(&doc.text, &[span], &|_| before, &rules.times, &rules.lexicons);
    let value = |t: &times::FoundTime| t.value.clone();
    let day = found.iter().map(value).find_map(|v| v.days.filter(|d| d.0 == d.1).map(|d| d.0));
    let clock = found.iter().map(value).find_map(|v| v.clock).map(|c| c.0);
    let date = day.or(before.reported.map(|r| r.date))?;
    let time = clock.and_then(|c| chrono::NaiveTime::from_hms_opt(u32::from(c) / 60, u32::from(c) % 60, 0));
    Some(Timestamp { date, time, offset: None })
}
