//! The words that name a subject in a question, and the measure it is asked in.

use crate::{
    claims::{Participant, Subject, subject::Reading},
    mentions::QuantityValue,
};

impl Reading<'_> {
    /// What is counted and done to it, for a question that begins with "How many": "people killed", "votes".
    pub(super) fn counted_and_done(&self, counted: &str, head: &str) -> String {
        let plural = match self.lexicons.value("plural", counted) {
            Some(plural) => plural.to_owned(),
            None if counted.ends_with('s') => counted.to_owned(),
            None if counted.ends_with('y') && !counted.ends_with("ay") && !counted.ends_with("ey") => {
                format!("{}ies", counted.trim_end_matches('y'))
            }
            None => format!("{counted}s"),
        };
        match self.lexicons.value("done", head) {
            Some(done) => format!("{plural} {done}"),
            None => plural,
        }
    }

    /// A measure in terms of the one it is a multiple of: a radius of 12 metres is a width of 24, though written as 12.
    pub(super) fn in_basic_measure(&self, subject: &mut Subject, number: &mut QuantityValue) {
        let row = self.lexicons.value("measured_as", &subject.head).and_then(|row| row.split_once(' '));
        if let Some((head, factor)) = row
            && let Ok(factor) = factor.parse::<f64>()
        {
            number.quantity.base *= factor;
            subject.head = head.to_owned();
        }
    }

    /// The words that name a participant.
    pub(super) fn words_of(&self, who: &Participant) -> String {
        match who {
            Participant::Named(mention) => self.doc.slice(self.mentions[*mention].span).to_owned(),
            Participant::Nameless(noun) => noun.clone(),
        }
    }
}
