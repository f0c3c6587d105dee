//! When each post of a source was reported: what its format or its own stamp says, else the time of publication.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::{
    mentions::times,
    rules::Rules,
    text::{Dating, Document, Post, Span},
    values::{
        Timestamp,
        time::{Anchor, Zone},
    },
};

/// One anchor a post. A second article in a file never takes the time of the first; a post of a live blog that names only a clock
/// takes its day from `published`, counted over the midnights that the blog's clock passes.
pub fn anchors(doc: &Document, published: Option<Timestamp>, zone: Option<Tz>, rules: &Rules) -> Vec<Anchor> {
    let blog = first_day(doc, published, zone, rules);
    let reported = |post: &Post| match post.dating {
        Dating::Given(at) => Some(at),
        Dating::Source => published.or_else(|| date_line(doc, post.stamp?, zone, rules)),
        Dating::Own => date_line(doc, post.stamp?, zone, rules),
        Dating::Clock { minutes, day } => {
            let date = blog?.checked_add_days(Days::new(day.into()))?;
            let named = post.stamp.and_then(|s| named_zone(doc.slice(s), rules));
            let time = clock(minutes)?;
            let local = named.or(zone).and_then(|z| offset(z, date, time));
            Some(Timestamp { date, time: Some(time), offset: local.or_else(|| published.and_then(|p| p.offset)) })
        }
    };
    doc.posts.iter().map(|post| Anchor { reported: reported(post), zone }).collect()
}

fn clock(minutes: u16) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(u32::from(minutes) / 60, u32::from(minutes) % 60, 0)
}

fn offset(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<chrono::FixedOffset> {
    zone.from_local_datetime(&date.and_time(time)).earliest().map(|t| t.fixed_offset().offset().to_owned())
}

/// The zone that a stamp names behind its clock.
fn named_zone(stamp: &str, rules: &Rules) -> Option<Tz> {
    let name = stamp.rsplit(|c: char| !c.is_alphabetic()).next().filter(|n| !n.is_empty())?;
    rules.lexicons.value("time_zone", &name.to_uppercase())?.parse().ok()
}

/// The day of the oldest post of the live blog: `published` is when it began, or when the page was saved, or in between, so the day is
/// the one that brings the blog nearest to it. A date alone is that of the first issue.
fn first_day(doc: &Document, published: Option<Timestamp>, zone: Option<Tz>, rules: &Rules) -> Option<NaiveDate> {
    let published = published?;
    let moments = || {
        doc.posts
            .iter()
            .filter_map(|p| if let Dating::Clock { minutes, day } = p.dating { Some((day, minutes)) } else { None })
    };
    let (oldest, newest) = (moments().min()?, moments().max()?);
    let named = doc.posts.iter().find_map(|p| p.stamp.and_then(|s| named_zone(doc.slice(s), rules)));
    let Some(at) = local(published, named.or(zone)) else { return Some(published.date) };
    let on = |base: NaiveDate, (day, minutes): (u16, u16)| -> Option<NaiveDateTime> {
        Some(base.checked_add_days(Days::new(day.into()))?.and_time(clock(minutes)?))
    };
    let gap = |base: NaiveDate| -> Option<i64> {
        let (first, last) = (on(base, oldest)?, on(base, newest)?);
        Some((first - at).num_minutes().max((at - last).num_minutes()).max(0))
    };
    // On a tie the day of publication itself.
    let before = (0..=u64::from(newest.0) + 1).filter_map(|d| at.date().checked_sub_days(Days::new(d)));
    let near = before.chain(at.date().checked_add_days(Days::new(1)));
    near.filter_map(|base| Some((gap(base)?, base))).min_by_key(|(gap, _)| *gap).map(|(_, base)| base)
}

/// A moment on the clock of `zone`, if a clock was given; as written where nothing tells how the two clocks differ.
fn local(at: Timestamp, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let written = at.date.and_time(at.time?);
    let instant: Option<DateTime<_>> = at.offset.and_then(|o| o.from_local_datetime(&written).single());
    Some(match (instant, zone) {
        (Some(instant), Some(zone)) => instant.with_timezone(&zone).naive_local(),
        _ => written,
    })
}

/// What a date line says by itself: one without a year says nothing.
fn date_line(doc: &Document, span: Span, zone: Option<Tz>, rules: &Rules) -> Option<Timestamp> {
    let anchor = Anchor { reported: None, zone };
    let found = times::find_times(&doc.text, &[span], &|_| anchor, &rules.times, &rules.lexicons);
    let date = found.iter().find_map(|t| t.value.days.filter(|d| d.0 == d.1).map(|d| d.0))?;
    let at = found.iter().find(|t| t.value.clock.is_some_and(|c| c.0 == c.1));
    let time = at.and_then(|t| t.value.clock).and_then(|c| clock(c.0));
    let zone =
        at.and_then(|t| if let Zone::Named(zone) | Zone::Outlet(zone) = t.value.zone { Some(zone) } else { None });
    let offset = zone.zip(time).and_then(|(zone, time)| offset(zone, date, time));
    Some(Timestamp { date, time, offset })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{GivenPost, Layout, annotate};

    /// When each post was reported.
    fn reported(text: &str, published: &str, zone: Option<Tz>, layout: &Layout) -> Vec<String> {
        let rules = Rules::embedded();
        let doc = annotate(text, layout, &rules.lexicons);
        let found = anchors(&doc, Timestamp::parse(published), zone, &rules);
        found.iter().map(|a| a.reported.map_or_else(|| "unknown".to_owned(), |r| r.to_string())).collect()
    }

    fn check(text: &str, published: &str, zone: Option<Tz>, expected: &[&str]) {
        assert_eq!(reported(text, published, zone, &Layout::default()), expected, "{text:?} {published}");
    }

    const NEWEST_FIRST: &str = "00:10 It is over.\n23:40 They go on.\n21:22 They began.\n";
    const OLDEST_FIRST: &str = "21:22 They began.\n23:40 They go on.\n00:10 It is over.\n";

    #[test]
    fn a_live_blog_runs_over_midnight_either_way() {
        // Published when it began, or when the page was saved: the nights fall where they belong.
        for published in ["2031-05-15T21:00", "2031-05-16T00:30", "2031-05-15"] {
            let days = ["2031-05-16T00:10", "2031-05-15T23:40", "2031-05-15T21:22"];
            check(NEWEST_FIRST, published, None, &days);
            check(OLDEST_FIRST, published, None, &[days[2], days[1], days[0]]);
        }
        check(NEWEST_FIRST, "", None, &["unknown"; 3]);
    }

    #[test]
    fn stamps_are_on_the_clock_of_the_outlet() {
        // Half past eleven in the evening in UTC is half past twelve of the next day in London.
        let summer = ["2031-05-16T00:10+01:00", "2031-05-15T23:40+01:00", "2031-05-15T21:22+01:00"];
        check(NEWEST_FIRST, "2031-05-15T23:30Z", Some(Tz::Europe__London), &summer);
        check(
            "14.05 BST\nIt began.\n14.20 BST\nIt went on.\n15.00 BST\nIt ended.",
            "2031-05-15T13:00Z",
            None,
            &["2031-05-15T14:05+01:00", "2031-05-15T14:20+01:00", "2031-05-15T15:00+01:00"],
        );
    }

    #[test]
    fn a_second_article_has_a_time_of_its_own_or_none() {
        let first = "Talks begin\n12 July 2031\nThey met.\nThey ate.\nThey left.\n";
        let known = format!("{first}Talks end\nPublished: 14 July 2032, 3:04 pm EDT\nThey met again.\nAll is well.\n");
        check(&known, "2031-07-12T10:00+02:00", None, &["2031-07-12T10:00+02:00", "2032-07-14T15:04-04:00"]);
        check(&known, "", None, &["2031-07-12", "2032-07-14T15:04-04:00"]);
        let unknown = format!("{first}Talks end\nBy Jane Roe\nThey met again.\nAll is well.\n");
        check(&unknown, "2031-07-12", None, &["2031-07-12", "unknown"]);
        // A date line without a year cannot borrow that of the first article.
        let yearless = format!("{first}Talks end\nPublished: 14 July\nThey met again.\nAll is well.\n");
        check(&yearless, "2031-07-12", None, &["2031-07-12", "unknown"]);
        check("Roe wins\nPosted on 08.07.2031\nShe won.\n", "", None, &["unknown"]);
    }

    #[test]
    fn what_the_format_says_stands() {
        let text = "They left.\nThey met.\n";
        let post =
            |start, published, own| GivenPost { start, published: Timestamp::parse(published), author: None, own };
        let layout =
            Layout { posts: vec![post(0, "2031-05-16T01:00Z", false), post(11, "", false)], ..Layout::default() };
        assert_eq!(reported(text, "2031-05-15", None, &layout), ["2031-05-16T01:00+00:00", "2031-05-15"]);
        let layout = Layout { posts: vec![post(0, "", false), post(11, "", true)], ..Layout::default() };
        assert_eq!(reported(text, "2031-05-15", None, &layout), ["2031-05-15", "unknown"]);
    }
}
