//! From two aligned claims to a verdict: first the values, then who says them, how surely, and when.

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis},
    facts::{Entities, Entity, EntityId},
    frames::{Attribution, Modality},
    rules::Lexicons,
    text::BlockKind,
    values::{
        Comparison, Reason, ReasonKind, Slot, Timestamp,
        names::fold,
        time::{self, TimeValue},
    },
    verdicts::{
        Verdict, bodies, kinds,
        names::NameUse,
        quotes::{self, Quoted},
        roles, values,
    },
};

/// What judging looks things up in.
pub struct Court<'a> {
    /// All sources of the story.
    pub sources: &'a [SourceAnalysis],
    /// Who is who.
    pub entities: &'a Entities,
    /// Word lists.
    pub lexicons: &'a Lexicons,
    /// How each person's name is written over the story.
    pub names: &'a NameUse,
}

impl Court<'_> {
    /// The verdict on two aligned claims. Symmetric.
    pub fn judge(&self, a: &Claim, b: &Claim) -> Verdict {
        let (a, b) = if (a.source, a.value_span) <= (b.source, b.value_span) { (a, b) } else { (b, a) };
        if a.denied || b.denied {
            return Verdict::CannotTell(Reason::of(ReasonKind::Denied, "one of them denies it"));
        }
        if let Some(verdict) = self.standing(a, b) {
            return verdict;
        }
        match self.compare(a, b) {
            Comparison::Same => Verdict::Agree,
            Comparison::Compatible(why) => Verdict::Compatible(why),
            Comparison::Unknown => Verdict::CannotTell(why_unknown(a, b)),
            Comparison::Differ(cause) => self.differing(a, b, cause),
        }
    }

    /// The comparison of the two values alone.
    pub fn compare(&self, a: &Claim, b: &Claim) -> Comparison {
        match (&a.value, &b.value) {
            (ClaimValue::Place(x), ClaimValue::Place(y)) => {
                match (self.entities.place(a.source, *x), self.entities.place(b.source, *y)) {
                    (Some(x), Some(y)) => values::places(x, y),
                    _ => Comparison::Unknown,
                }
            }
            (ClaimValue::Time(x), ClaimValue::Time(y)) if a.slot == Slot::Time => self.clocks(a, x, b, y),
            (ClaimValue::Time(x), ClaimValue::Time(y)) => values::times(a.slot, x, y),
            (ClaimValue::Number(x), ClaimValue::Number(y)) => {
                values::claimed_numbers((x, a.scope(self.lexicons)), (y, b.scope(self.lexicons)))
            }
            (ClaimValue::Polarity(x), ClaimValue::Polarity(y)) if x == y => Comparison::Same,
            (ClaimValue::Polarity(_), ClaimValue::Polarity(_)) => Comparison::Differ(None),
            (ClaimValue::Age(x), ClaimValue::Age(y)) => {
                x.compare(*y, self.days_apart((a.source, a.post), (b.source, b.post)))
            }
            (ClaimValue::Role(x), ClaimValue::Role(y)) => {
                let role = |claim: &Claim, mention: usize| values::role(&self.sources[claim.source], mention);
                match (role(a, *x), role(b, *y)) {
                    (Some(x), Some(y)) => {
                        let (left, right) = ((a.source, x.body), (b.source, y.body));
                        if x.noun == y.noun && bodies::are_two_nations(self, left, right) {
                            return Comparison::Differ(Some("two nations".to_owned()));
                        }
                        let one_body = bodies::compare(self, left, right);
                        roles::compare(x, y, one_body, self.lexicons)
                    }
                    _ => Comparison::Unknown,
                }
            }
            (ClaimValue::Quote(_), ClaimValue::Quote(_)) => {
                quotes::compare(&self.quoted(a), &self.quoted(b), self.lexicons)
            }
            (ClaimValue::Name(x), ClaimValue::Name(y)) if a.slot == Slot::Agent => {
                kinds::doers(self, (a.source, *x), (b.source, *y))
            }
            (ClaimValue::Name(x), ClaimValue::Name(y)) if a.slot != Slot::Name => {
                self.people((a.source, *x), (b.source, *y))
            }
            (ClaimValue::Name(x), ClaimValue::Name(y)) => {
                let written = |claim: &Claim, mention| values::written(&self.sources[claim.source], mention);
                self.names.compare(written(a, *x), written(b, *y))
            }
            (ClaimValue::Kind(x), ClaimValue::Kind(y)) => kinds::compare(self, (a, x), (b, y)),
            _ => Comparison::Unknown,
        }
    }

    fn quoted(&self, claim: &Claim) -> Quoted<'_> {
        let doc = &self.sources[claim.source].doc;
        let words = &doc.tokens[doc.tokens_of(claim.value_span)];
        let is_headline = doc.kind_of(claim.sentence) == BlockKind::Headline;
        let is_embedded = doc.slice(claim.value_span).starts_with(char::is_lowercase);
        Quoted { words, source: claim.source, is_headline, is_embedded }
    }

    /// Whether two quotes are so long and so equal that they can only be one utterance.
    pub fn one_sentence(&self, a: &Claim, b: &Claim) -> bool {
        quotes::is_one_sentence(self.quoted(a).words, self.quoted(b).words)
    }

    /// Whether one long sentence is given to two persons.
    pub fn two_speakers(&self, a: &Claim, b: &Claim) -> bool {
        let (x, y) = (&a.subject.about, &b.subject.about);
        let (Some(Participant::Named(x)), Some(Participant::Named(y))) = (x, y) else { return false };
        let full = |claim: &Claim, mention: usize| {
            let words = values::written(&self.sources[claim.source], mention);
            let title = words.iter().any(|w| self.lexicons.has("role_noun", &w.to_lowercase()));
            (words.len() >= 2 && !title).then(|| fold(&words.join(" ")))
        };
        // Two spellings of one name are one speaker, and a name with a title in it may be cut short.
        let (Some(first), Some(second)) = (full(a, *x), full(b, *y)) else { return false };
        self.one_sentence(a, b)
            && strsim::jaro_winkler(&first, &second) < ONE_NAME
            && matches!(self.people((a.source, *x), (b.source, *y)), Comparison::Differ(_))
    }

    /// Two persons: the same, or surely two.
    fn people(&self, a: (usize, usize), b: (usize, usize)) -> Comparison {
        match (self.entities.of(a.0, a.1), self.entities.of(b.0, b.1)) {
            (Some(x), Some(y)) if x == y => Comparison::Same,
            (Some(x), Some(y)) => {
                let person = |id| matches!(self.entities.get(id), Entity::Person(_));
                if person(x) && person(y) { Comparison::Differ(None) } else { Comparison::Unknown }
            }
            _ => Comparison::Unknown,
        }
    }

    /// Two clock times of one event. A day that only one names holds for both, and where none is named both are of the day of the
    /// report: only so can two zones be compared, whose distance depends on the day.
    fn clocks(&self, a: &Claim, x: &TimeValue, b: &Claim, y: &TimeValue) -> Comparison {
        let reported = self.reported(a).or(self.reported(b)).map(|r| (r.date, r.date));
        let with = |t: &TimeValue, day| TimeValue { days: t.days.or(day), ..t.clone() };
        values::times(Slot::Time, &with(x, y.days.or(reported)), &with(y, x.days.or(reported)))
    }

    /// A supposition is no claim: nobody says that it is so.
    fn standing(&self, a: &Claim, b: &Claim) -> Option<Verdict> {
        let supposed = |c: &Claim| c.modality >= Modality::Possible;
        (supposed(a) || supposed(b)).then(|| {
            Verdict::CannotTell(Reason::of(ReasonKind::Supposed, "one of them is only supposed or wished for"))
        })
    }

    fn differing(&self, a: &Claim, b: &Claim, cause: Option<String>) -> Verdict {
        // Of one utterance it does not matter by what name its speaker goes.
        if matches!(a.slot, Slot::Name | Slot::Quote) {
            return Verdict::Differ(cause);
        }
        if let (Some(x), Some(y)) = (self.speaker(a), self.speaker(b))
            && x != y
        {
            return Verdict::Disputed;
        }
        if self.has_passed(a, b) || self.has_passed(b, a) {
            return Verdict::Compatible(Reason::of(
                ReasonKind::LaterReport,
                "it was so when the earlier report was written",
            ));
        }
        // The same figures under two zones are no plan that moved.
        let slip = a.slot == Slot::Time && cause.is_some();
        if !slip && (self.superseded(a, b) || self.superseded(b, a)) {
            return Verdict::Superseded;
        }
        Verdict::Differ(cause)
    }

    /// Whether `late`, reported later, replaces what `early` planned or counted.
    fn superseded(&self, early: &Claim, late: &Claim) -> bool {
        let (Some(before), Some(after)) = (self.reported(early), self.reported(late)) else { return false };
        let one_clock = early.source == late.source;
        if !(is_later(before, after) || one_clock && before.is_before_on_one_clock(&after)) {
            return false;
        }
        match (&early.value, &late.value) {
            // A toll grows as the hours pass; votes and vessels do not. That there were none was denied and did not grow.
            (ClaimValue::Number(x), ClaimValue::Number(y)) => {
                let grows = y.quantity.base > x.quantity.base && !x.is_none();
                self.lexicons.has("developing", &early.subject.head) && grows
            }
            _ => early.modality == Modality::Planned,
        }
    }

    /// Whether `early` tells of a state that may have passed when `late` was reported: who survived the day may die the next.
    fn has_passed(&self, early: &Claim, late: &Claim) -> bool {
        let ClaimValue::Kind(kind) = &early.value else { return false };
        let later = matches!((self.reported(early), self.reported(late)), (Some(x), Some(y)) if is_later(x, y));
        later && self.lexicons.has("passing_state", kind.word())
    }

    /// How many days lie between two posts, each of a source, where both were reported on a known day.
    pub fn days_apart(&self, a: (usize, usize), b: (usize, usize)) -> Option<i64> {
        self.sources[a.0].days_between(a.1, &self.sources[b.0], b.1)
    }

    fn reported(&self, claim: &Claim) -> Option<Timestamp> {
        self.sources[claim.source].reported(claim.post)
    }

    /// How reports name someone who takes part.
    pub fn participant(&self, source: usize, who: &Participant) -> String {
        match who {
            Participant::Nameless(noun) => format!("the {noun}"),
            Participant::Named(mention) => match self.entities.of(source, *mention) {
                Some(id) => self.entities.name(id),
                None => self.sources[source]
                    .mentions
                    .get(*mention)
                    .map_or("", |m| self.sources[source].doc.slice(m.span))
                    .to_owned(),
            },
        }
    }

    /// Whose words a claim is, where not the outlet's own.
    pub fn speaker(&self, claim: &Claim) -> Option<Speaker> {
        self.speaker_of(claim.source, claim.attribution.as_ref())
    }

    /// Whose words an attribution says that it is, in `source`.
    pub fn speaker_of(&self, source: usize, attribution: Option<&Attribution>) -> Option<Speaker> {
        let span = attribution.filter(|a| !a.presupposed)?.speaker?;
        let analysis = &self.sources[source];
        let from = analysis.mentions.partition_point(|m| m.span.start < span.start);
        let named = analysis.mentions[from..]
            .iter()
            .take_while(|m| m.span.start < span.end)
            .enumerate()
            .find_map(|(i, _)| self.entities.of(source, from + i));
        Some(match named {
            Some(id) => Speaker::Entity(id),
            None => Speaker::Words(span.of(&analysis.doc.text).to_lowercase()),
        })
    }
}

/// Two full names this similar (Jaro-Winkler) may be two spellings of one.
const ONE_NAME: f64 = 0.8;

/// Why two values cannot be compared, in words.
fn why_unknown(a: &Claim, b: &Claim) -> Reason {
    match (&a.value, &b.value) {
        (ClaimValue::Time(x), ClaimValue::Time(y)) => Reason::of(ReasonKind::Unanchored, time::why_unknown(x, y)),
        _ => Reason::of(ReasonKind::OtherThing, "the two cannot be compared"),
    }
}

/// Whose words a claim is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Speaker {
    /// Someone the story names.
    Entity(EntityId),
    /// Someone without a name ("officials").
    Words(String),
}

/// Whether `after` is surely later than `before`: by instant where both are known, else by day.
pub fn is_later(before: Timestamp, after: Timestamp) -> bool {
    match (before.instant(None), after.instant(None)) {
        (Some(x), Some(y)) => x < y,
        _ => before.date < after.date,
    }
}
