//! How one number may have become another by a slip of the hand.

/// What sets the figures of two numbers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// More than a slip.
    None,
    /// The same figures in another order: 6,200 and 2,600.
    Turned,
    /// One of several figures: 26 and 28.
    OneFigure,
    /// Their only figure.
    OnlyFigure,
    /// Zeros behind them: 40 and 400.
    Zeros,
    /// Nothing: the figures are equal.
    Equal,
}

impl Slip {
    /// What sets the figures of two written numbers apart, whatever stands between the figures.
    pub fn between(one: &str, other: &str) -> Self {
        let (x, y) = (figures(one), figures(other));
        let several = x.len().min(y.len()) > 1;
        if x == y {
            Self::Equal
        } else if several && sorted(&x) == sorted(&y) {
            Self::Turned
        } else if x.len() == y.len() && x.chars().zip(y.chars()).filter(|(p, q)| p != q).count() == 1 {
            if several { Self::OneFigure } else { Self::OnlyFigure }
        } else if x.trim_matches('0') == y.trim_matches('0') {
            Self::Zeros
        } else {
            Self::None
        }
    }
}

/// The figures of a number in order of their size, which all numbers share that it may have become by turning two of them; `None` where
/// turning them changes nothing, or where they are but one before zeros.
pub fn turned(number: &str) -> Option<String> {
    let figures = figures(number);
    let telling = figures.trim_matches('0');
    (telling.chars().count() > 1 && telling.chars().any(|c| !telling.starts_with(c))).then(|| sorted(&figures))
}

fn figures(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

fn sorted(figures: &str) -> String {
    let mut figures: Vec<char> = figures.chars().collect();
    figures.sort_unstable();
    figures.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_two_numbers_apart() {
        for (one, other, slip) in [
            ("6200", "2600", Slip::Turned),
            ("1.2", "2.1", Slip::Turned),
            ("26", "28", Slip::OneFigure),
            ("4", "5", Slip::OnlyFigure),
            ("40", "400", Slip::Zeros),
            ("12", "12", Slip::Equal),
            ("17", "430", Slip::None),
        ] {
            assert_eq!((Slip::between(one, other), Slip::between(other, one)), (slip, slip), "{one} {other}");
        }
    }

    #[test]
    fn numbers_that_turn_into_each_other_share_their_figures() {
        assert_eq!(turned("6200"), turned("2600"));
        assert_ne!(turned("6200"), turned("2610"));
        for same in ["77", "400", "5", "0"] {
            assert_eq!(turned(same), None, "{same}");
        }
    }
}
