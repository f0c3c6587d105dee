//! "At 81, Ema Rusu has a new book", "Now, at 86, Ema Rusu says": an age before its name.

use crate::mentions::{Mention, NameKind, Value};

use super::{Ages, Phrase};

/// What may stand before the age in its sentence, in tokens: "Now,", "And today,".
const OPENER: usize = 3;
/// Below this "at 7" may be an hour.
const LEAST: u32 = 13;

impl Ages<'_> {
    /// The age between "at" and a comma, right before the name of a person.
    pub(super) fn leading(&self, name: &Mention) -> Option<Phrase> {
        let sentence = self.tokens(name.sentence);
        let person = matches!(&name.value, Value::Name(n) if n.kind == NameKind::Person);
        let number = name.tokens.start.checked_sub(2).filter(|t| *t > sentence.start && person)?;
        let at = number - 1;
        let opens = at == sentence.start || self.lower(at - 1) == "," && at - sentence.start <= OPENER;
        let phrase = self.phrases.plain(number, sentence.end)?;
        let closed = phrase.tokens.end == number + 1 && self.lower(number + 1) == ",";
        (opens && closed && self.lower(at) == "at" && phrase.age.count >= LEAST).then_some(phrase)
    }
}
