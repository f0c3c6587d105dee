//! Claims on what is said of a delegation: who leads it, who belongs to it, how many they are.

use crate::{
    claims::{
        Claim, ClaimValue, Participant, Subject,
        extract::Maker,
        subject::{DELEGATION, without_article},
    },
    mentions::{Member, Mention, Part, PartValue, QuantityValue, Value},
    rules::selector::TypeTest,
    text::Span,
    values::Quantity,
};

impl Maker<'_> {
    /// The claim on one part of a delegation; `None` where the rule asks for another part.
    pub(super) fn claim_on_part(&self, mention: &Mention, part: &PartValue) -> Option<Claim> {
        let mut subject = self.delegation_of(part)?;
        let value = match (&self.pattern.value_type, &part.part) {
            (TypeTest::Leader, Part::Leader(name)) if !part.denied => ClaimValue::Name(self.name_of(*name)?),
            (TypeTest::Member, Part::Member { who, .. }) => {
                subject.about = Some(match who {
                    Member::Name(name) => Participant::Named(self.name_of(*name)?),
                    Member::Role(role) => Participant::Nameless(role.clone()),
                });
                ClaimValue::Polarity(!part.denied)
            }
            (TypeTest::Size, Part::Size(number)) => {
                // A team and a delegation of one country are counted alike.
                subject.head = DELEGATION.to_owned();
                // "The 14-strong Georgian delegation" would give its answer in the question.
                let size = self.reading.doc.slice(mention.span);
                let words = subject.text.split_whitespace().filter(|word| *word != size);
                subject.text = words.collect::<Vec<_>>().join(" ");
                let quantity = Quantity::count(f64::from(*number));
                let counted = "member".to_owned();
                ClaimValue::Number(QuantityValue {
                    quantity,
                    counted,
                    modifiers: Vec::new(),
                    scope: None,
                    attributive: false,
                })
            }
            _ => return None,
        };
        let frame = self.frame_around(mention.sentence, &mention.tokens);
        if !matches!(value, ClaimValue::Polarity(_)) && frame.is_some_and(|f| self.excludes(f)) {
            return None;
        }
        let plain = self.plain(mention.sentence, mention.span, value);
        Some(Claim {
            subject,
            modality: frame.map_or(plain.modality, |f| f.modality),
            attribution: frame.and_then(|f| f.attribution.clone()).or_else(|| self.reading.quoted_at(mention.span)),
            doubtful: part.inferred,
            ..plain
        })
    }

    fn name_of(&self, span: Span) -> Option<usize> {
        let name = |m: &Mention| m.span == span && matches!(m.value, Value::Name(_) | Value::Place(_));
        self.reading.mentions_in(span).find(|(_, m)| name(m)).map(|(i, _)| i)
    }

    fn delegation_of(&self, part: &PartValue) -> Option<Subject> {
        let doc = self.reading.doc;
        let owner = self.name_of(part.owner)?;
        let people = matches!(&self.reading.mentions[owner].value, Value::Place(place) if place.demonym);
        let near =
            part.owner.start < part.words.start && part.words.start - part.owner.end.min(part.words.start) <= NEAR;
        let inside = part.words.contains(part.owner);
        let whose = without_article(doc.slice(part.owner), self.reading.lexicons);
        let text = match near || inside {
            true => without_article(doc.slice(part.words.join(part.owner)), self.reading.lexicons),
            false if people => format!("{whose} {}", part.noun),
            false => format!("{} of {whose}", part.noun),
        };
        Some(Subject {
            text,
            is_named: true,
            head: part.noun.clone(),
            class: DELEGATION.to_owned(),
            participants: vec![Participant::Named(owner)],
            places: part.place.and_then(|place| self.name_of(place)).into_iter().collect(),
            ..Subject::default()
        })
    }
}

/// "Georgia's delegation": bytes between whose it is and its noun phrase.
const NEAR: usize = 5;
