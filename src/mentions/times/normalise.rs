//! From the groups of a match to a value: one small function for each form.

mod clocks;
mod dates;
mod feasts;
mod lengths;
mod narrative;
mod weekdays;

use regex::Captures;

use super::Context;
use crate::{rules::time_rules::Form, values::time::TimeValue};

/// The groups of a match, and what they are read against.
struct Match<'m> {
    groups: &'m Captures<'m>,
    context: &'m Context<'m>,
    start: usize,
    end: usize,
}

impl<'m> Match<'m> {
    fn group(&self, name: &str) -> Option<&'m str> {
        self.groups.name(name).map(|m| m.as_str())
    }

    /// The number that the word of the group `name` stands for.
    fn number(&self, name: &str) -> Option<i64> {
        self.context.rules.words.number(table(name), self.group(name)?)
    }

    /// The string that the word of the group `name` stands for.
    fn value(&self, name: &str) -> Option<&'m str> {
        self.context.rules.words.value(table(name), self.group(name)?)
    }

    /// The whole number in the group `name`, written in figures.
    fn figures<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        let text = self.group(name)?;
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        text[..end].parse().ok()
    }
}

/// The table of a group: `which2` is a second one of `which`.
fn table(group: &str) -> &str {
    group.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The value of a match, and whether the half of the day of its clock time is unknown. `None`: the words name no time.
pub(super) fn value(
    form: Form,
    groups: &Captures<'_>,
    context: &Context<'_>,
    start: usize,
    end: usize,
) -> Option<(TimeValue, bool)> {
    let found = Match { groups, context, start, end };
    let value = match form {
        Form::Clock => return clocks::clock(&found),
        Form::DayPart => clocks::day_part(&found),
        Form::CalendarDay => dates::calendar_day(&found),
        Form::DayOfMonth => narrative::day_of_month(&found),
        Form::NumericDay => narrative::numeric_day(&found),
        Form::Month => dates::month(&found),
        Form::Year => dates::year(&found),
        Form::Decade => dates::decade(&found),
        Form::Weekday => weekdays::weekday(&found),
        Form::WeekdayOfMonth => weekdays::of_month(&found),
        Form::WeekOfDay => weekdays::week_of_day(&found),
        Form::MovableFeast => feasts::movable_feast(&found),
        Form::RelativeDay => dates::relative_day(&found),
        Form::RelativeUnit => dates::relative_unit(&found),
        Form::HalfYear => dates::half_year(&found),
        Form::Quarter => dates::quarter(&found),
        Form::Season => dates::season(&found),
        Form::Ago => lengths::ago(&found),
        Form::Narrative => narrative::narrative(&found),
        Form::Duration => lengths::duration(&found),
        Form::Reference => lengths::reference(&found),
        Form::Recurring => lengths::recurring(&found),
    };
    value.map(|v| (v, false))
}

/// Days from the day of speaking to that of "today" and the like.
pub(super) fn shift(groups: &Captures<'_>, context: &Context<'_>) -> Option<i64> {
    Match { groups, context, start: 0, end: 0 }.number("relative_day")
}

/// The day that is `days` from `day`.
pub(super) fn shifted(day: chrono::NaiveDate, days: i64) -> Option<TimeValue> {
    clocks::moved(day, days).map(TimeValue::day)
}
