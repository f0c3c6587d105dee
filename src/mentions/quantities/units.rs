//! The unit that makes a measure of a number: before it ("£5"), on it ("40ft", "12-mile") or behind it ("per cent").

use crate::mentions::quantities::{
    line::Line,
    numeral::{Numeral, numeral},
};

/// How far from a temperature a word stands that makes it a difference of two.
const REACH: usize = 3;
/// The dimension of degrees, whose scales have two zeros.
const TEMPERATURE: &str = "temperature";
/// That of a difference of two, which has none.
const DIFFERENCE: &str = "difference of temperature";

/// How a unit goes over into the base unit of its dimension: `km` is length, times 1000.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub dimension: String,
    pub factor: f64,
    pub offset: f64,
}

impl Unit {
    /// Reads "length 1000", or "temperature 0.5556 -17.78" with what is added after the factor.
    fn parse(row: &str) -> Option<Self> {
        let mut parts = row.split_whitespace();
        let (dimension, factor) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        let offset = parts.next().map_or(Some(0.0), |text| text.parse().ok())?;
        Some(Self { dimension, factor, offset })
    }

    /// A number in the base unit.
    pub fn base(&self, number: f64) -> f64 {
        number * self.factor + self.offset
    }
}

/// A measure: what its unit is, and how far it goes.
pub(super) struct Measured {
    pub unit: Unit,
    /// The unit's dictionary form; empty where a sign stands before the number.
    pub counted: String,
    /// The token behind the unit.
    pub behind: usize,
    /// What is added, in the base unit, and the end of its numeral: the inches of "5 feet 1 inch".
    pub more: Option<(f64, usize)>,
}

/// The unit of the numeral that stands from `at` on, if it has one.
pub(super) fn measured(line: &Line<'_>, at: usize, read: &Numeral<'_>) -> Option<Measured> {
    let plain =
        |row: &str, counted: String, behind| Some(Measured { unit: Unit::parse(row)?, counted, behind, more: None });
    let found = match sign_before(line, at) {
        // "$5-a-day" and "£20 notes" are sums too.
        Some(currency) => plain(&format!("money:{currency} 1"), String::new(), read.end)?,
        None => {
            let (row, counted, behind) = unit_row(line, read).or_else(|| magnitude(line, at, read))?;
            plain(row, counted, behind)?
        }
    };
    Some(with_second_part(line, pounds(difference(found, line, at), read)))
}

/// The currency whose sign stands before `at`: "£", "US$", "A$", also before a minus.
fn sign_before<'d>(line: &Line<'d>, at: usize) -> Option<&'d str> {
    let sign = at.checked_sub(1)?;
    let word = line.word(sign)?;
    let whole = sign.checked_sub(1).filter(|_| line.gap(sign - 1) == Some("")).and_then(|t| line.word(t));
    let joined = whole.and_then(|w| line.lexicons.value("currency_sign", &format!("{w}{word}")));
    joined.or_else(|| line.lexicons.value("currency_sign", word))
}

/// The row of the unit, its dictionary form, and the token behind it: attached ("40ft"), hung on ("12-mile"), of several words
/// ("per cent", "degrees Celsius", "Australian dollars") or of one.
fn unit_row<'d>(line: &Line<'d>, read: &Numeral<'d>) -> Option<(&'d str, String, usize)> {
    let of = |key: &str| line.lexicons.value("unit", key);
    if !read.attached.is_empty() {
        return Some((line.lexicons.value("attached_unit", read.attached)?, read.attached.to_owned(), read.end));
    }
    if !read.rest.is_empty() {
        let word = read.rest.split('-').next()?;
        let row = of(word).or_else(|| line.lexicons.value("unit_hung_on", word));
        return Some((row?, word.to_owned(), read.end));
    }
    let (next, second) = (line.token(read.end)?, line.token(read.end + 1));
    if let Some(second) = second {
        let pair = format!("{} {}", next.lower, second.lower);
        let row = of(&pair).or_else(|| of(&format!("{} {}", next.lower, second.lemma)));
        if let Some(row) = row {
            return Some((row, format!("{} {}", next.lower, second.lemma.to_lowercase()), read.end + 2));
        }
    }
    let row = of(&next.lower).or_else(|| of(&next.lemma.to_lowercase()));
    // "12 mile-long queues", "six foot-deep holes"
    let hung = || next.lower.split_once('-').and_then(|(word, _)| Some((of(word)?, word)));
    match row {
        Some(row) => Some((row, next.lemma.to_lowercase(), read.end + 1)),
        None => hung().map(|(row, word)| (row, word.to_owned(), read.end + 1)),
    }
}

/// The strength of an earthquake: "magnitude 5.2", "a 5.6 quake", "the tremor measured 6.4".
fn magnitude<'d>(line: &Line<'d>, at: usize, read: &Numeral<'d>) -> Option<(&'d str, String, usize)> {
    let row = line.lexicons.value("unit", "magnitude")?;
    let found = || Some((row, "magnitude".to_owned(), read.end));
    if !(0.0..10.0).contains(&read.number) || read.scale > 1.0 {
        return None;
    }
    let named = line.behind(at, REACH);
    let own =
        line.word(at).and_then(|w| w.split_once('-')).is_some_and(|(w, _)| line.lexicons.has("strength_of_a_quake", w));
    // "put the magnitude of the quake at 6.4"
    let put = line.before(at) == Some("at") && line.any("strength_of_a_quake", line.start..at);
    if own || put || line.any("strength_of_a_quake", named.clone()) {
        return found();
    }
    let article = line.before(at).is_some_and(|w| line.lexicons.has("article", w));
    let quake = line.is("has_magnitude", read.end) && line.token(read.end)?.form != crate::text::Form::Plural;
    let measured = || line.any("measures_a_quake", named.clone()) && line.any("has_magnitude", line.start..at);
    if article && quake || read.step.is_some() && (quake || measured()) {
        return found();
    }
    None
}

/// A difference of two temperatures has no zero: "20C above average", "has risen by 4C".
fn difference(found: Measured, line: &Line<'_>, at: usize) -> Measured {
    if found.unit.dimension != TEMPERATURE {
        return found;
    }
    let behind = line.any("difference_behind", line.ahead(found.behind, 2));
    let before = line.any("difference_before", line.behind(at, REACH)) && line.before(at) != Some("to");
    if !behind && !before {
        return found;
    }
    Measured { unit: Unit { dimension: DIFFERENCE.to_owned(), offset: 0.0, ..found.unit }, ..found }
}

/// "Five million pounds" are money, "300 pounds" may be a weight.
fn pounds(found: Measured, read: &Numeral<'_>) -> Measured {
    if found.counted == "pound" && found.unit.dimension == "mass" && read.scale >= 1000.0 {
        return Measured { unit: Unit { dimension: "money:pound".to_owned(), factor: 1.0, offset: 0.0 }, ..found };
    }
    found
}

/// The smaller unit behind a greater one: "5 feet 1 inch", "10 stone 4 pounds".
fn with_second_part(line: &Line<'_>, found: Measured) -> Measured {
    let Some(smaller) = line.lexicons.value("second_unit", &found.counted) else { return found };
    let next = found.behind + usize::from(line.word(found.behind) == Some("and"));
    let part = numeral(line, next).and_then(|read| Some((unit_row(line, &read)?, read)));
    match part {
        Some(((row, counted, behind), read))
            if counted == smaller || line.lexicons.has("other_words_for_inch", &counted) =>
        {
            let Some(unit) = Unit::parse(row) else { return found };
            Measured { behind, more: Some((unit.base(read.number), read.end)), ..found }
        }
        _ => found,
    }
}
