//! Words of digits: "1,000", "2,50,000", "1.5m", "48-page".

/// A word that begins with digits, in parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures<'w> {
    pub number: f64,
    /// Digits behind the point.
    pub decimals: i32,
    /// Whether it is nothing but one to three digits: more of it may follow behind a blank.
    pub head: bool,
    /// Letters right behind the digits: "m" of "1.5m".
    pub attached: &'w str,
    /// What stands behind a hyphen: "page" of "48-page".
    pub rest: &'w str,
}

/// Reads a lower-case word; `None` for what is a date, a result or a code ("2014-15", "3:2", "b12", "737-800").
pub(super) fn figures(word: &str) -> Option<Figures<'_>> {
    let negative = word.starts_with('-');
    let word = word.strip_prefix('-').unwrap_or(word);
    let opens = word.strip_prefix('.').unwrap_or(word);
    if !opens.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (body, rest) = word.split_once('-').unwrap_or((word, ""));
    let end = body.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(body.len());
    let (digits, attached) = body.split_at(end);
    let digits = digits.trim_end_matches(['.', ',']);
    let letters = |c: char| c.is_ascii_alphabetic() || c == '°';
    if !(attached.chars().all(letters) || attached == "+") || rest.starts_with(|c: char| !c.is_alphabetic()) {
        return None;
    }
    let (whole, decimals) = parts(digits)?;
    let number: f64 = format!("{whole}.{}", if decimals.is_empty() { "0" } else { decimals }).parse().ok()?;
    let head = attached.is_empty() && rest.is_empty() && !negative && (1..=3).contains(&digits.len());
    Some(Figures {
        number: if negative { -number } else { number },
        decimals: i32::try_from(decimals.len()).ok()?,
        head: head && !digits.contains(['.', ',']) && !digits.starts_with('0'),
        attached,
        rest,
    })
}

/// The digits before and behind the point, without the marks between thousands, or lakhs ("2,50,000").
fn parts(digits: &str) -> Option<(String, &str)> {
    let dots = digits.matches('.').count();
    let (whole, decimals) = match dots {
        0 => (digits, ""),
        1 => digits.split_once('.')?,
        // "1.250.000"
        _ => {
            let groups: Vec<&str> = digits.split('.').collect();
            let grouped = groups.iter().skip(1).all(|g| g.len() == 3) && !digits.contains(',');
            return grouped.then(|| (groups.concat(), ""));
        }
    };
    if decimals.contains(',') {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, more) = groups.split_first()?;
    let (last, between) = match more.split_last() {
        None => return Some((if whole.is_empty() { "0".to_owned() } else { whole.to_owned() }, decimals)),
        Some(parted) => parted,
    };
    let western = between.iter().all(|g| g.len() == 3) && (1..=3).contains(&first.len());
    let indian = !between.is_empty() && between.iter().all(|g| g.len() == 2) && (1..=2).contains(&first.len());
    (last.len() == 3 && (western || indian)).then(|| (groups.concat(), decimals))
}

/// The digits of a group behind a blank or a mark ("000" of "816 000"), with the letters that hang on it.
pub(super) fn group(word: &str) -> Option<(&str, &str)> {
    let (digits, attached) = word.split_at_checked(3)?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && attached.bytes().all(|b| b.is_ascii_alphabetic());
    plain.then_some((digits, attached))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_with_what_parts_and_follows_them() {
        for (word, number, attached, rest) in [
            ("26", 26.0, "", ""),
            ("1,000", 1000.0, "", ""),
            ("2,50,000", 250_000.0, "", ""),
            ("1,20,00,000", 12_000_000.0, "", ""),
            ("1.5m", 1.5, "m", ""),
            ("1.250.000", 1_250_000.0, "", ""),
            ("48-page", 48.0, "", "page"),
            ("5.2-magnitude", 5.2, "", "magnitude"),
            (".357", 0.357, "", ""),
            ("-5c", -5.0, "c", ""),
            ("200+", 200.0, "+", ""),
        ] {
            let read = figures(word).expect(word);
            assert_eq!((read.number, read.attached, read.rest), (number, attached, rest), "{word}");
        }
        for word in ["2014-15", "3:2", "737-800", "1,00", "12,34", "1,2345", "2025-05-16", "b12", "1.2,3", "", "-", "."]
        {
            assert_eq!(figures(word), None, "{word}");
        }
    }
}
