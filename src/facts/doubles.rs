//! One person under two names: two outlets write names that share a word, and both have said, held or done the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::{Claim, ClaimValue, Participant, SourceAnalysis},
    facts::{
        Entities, Entity, EntityId, Fact,
        namesakes::{Named, Namesakes},
        signature::{Frequencies, content},
        spelling::{Spelt, how_spelt},
    },
    mentions::{Mention, Value},
    rules::Lexicons,
    text::Pos,
    values::{Slot, names::fold},
};

/// Two quotes are one utterance when they share so many words that carry meaning.
const QUOTED_WORDS: usize = 3;
/// So many rare words in common, one of them a number, say that two sentences tell the same of someone.
const RARE_WORDS: usize = 2;
/// So many say it where none of them is a number.
const RARE_WORDS_ALONE: usize = 4;
/// A word is rare when at most one sentence in so many has it.
const RARE_ONE_IN: usize = 25;

/// A mention: its source, and its number there.
pub type Place = (usize, usize);

/// Two names that are one person's, as far as the story tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// Where the one name stands.
    pub left: Vec<Place>,
    /// Where the other stands.
    pub right: Vec<Place>,
    /// What shows that they are one person's, in words.
    pub why: String,
}

/// All pairs of names that are one person's, in order of their entities.
pub fn find_doubles(
    sources: &[SourceAnalysis],
    claims: &[&Claim],
    facts: &[Fact],
    entities: &Entities,
    lexicons: &Lexicons,
) -> Vec<Double> {
    let namesakes = Namesakes::of(sources, entities, lexicons);
    let deeds = Deeds::of(sources, claims, facts, entities, lexicons, &namesakes);
    let pairs = namesakes.pairs();
    let full = pairs.into_iter().filter_map(|(a, b)| {
        let nearly = || a.is_nearly(b).then(|| "two names that are nearly one, and no source has both".to_owned());
        let why = deeds.in_common(a, b).or_else(nearly)?;
        Some(Double { left: a.places.clone(), right: b.places.clone(), why })
    });
    let unlike = namesakes.unlike_pairs();
    let in_office = unlike.into_iter().filter_map(|(a, b)| {
        let office = deeds.sole_office_in_common(a, b)?;
        let why = format!("both are said to be “{office}”");
        Some(Double { left: a.places.clone(), right: b.places.clone(), why })
    });
    let full = full.chain(in_office);
    let why = "a surname that nothing introduces, beside one that is nearly the same".to_owned();
    let bare = namesakes.never_introduced();
    full.chain(bare.into_iter().map(|(a, b)| Double { left: a, right: b, why: why.clone() })).collect()
}

/// What each person is said to be or to do.
struct Deeds<'a> {
    sources: &'a [SourceAnalysis],
    lexicons: &'a Lexicons,
    frequencies: Frequencies,
    offices: BTreeMap<EntityId, BTreeSet<String>>,
    ages: BTreeMap<EntityId, BTreeSet<String>>,
    bodies: BTreeMap<EntityId, BTreeSet<String>>,
    quotes: BTreeSet<(EntityId, EntityId)>,
}

impl<'a> Deeds<'a> {
    fn of(
        sources: &'a [SourceAnalysis],
        claims: &[&Claim],
        facts: &[Fact],
        entities: &Entities,
        lexicons: &'a Lexicons,
        namesakes: &Namesakes,
    ) -> Self {
        let mut out = Self {
            sources,
            lexicons,
            frequencies: Frequencies::of(sources, entities, lexicons),
            offices: BTreeMap::new(),
            ages: BTreeMap::new(),
            bodies: BTreeMap::new(),
            quotes: BTreeSet::new(),
        };
        for claim in claims {
            if let (ClaimValue::Age(age), Some(Participant::Named(who))) = (&claim.value, &claim.subject.about)
                && let Some(id) = entities.of(claim.source, *who)
            {
                out.ages.entry(id).or_default().insert(age.normalized());
            }
            if let (ClaimValue::Role(role), Some(Participant::Named(who))) = (&claim.value, &claim.subject.about)
                && let Some(id) = entities.of(claim.source, *who)
            {
                let office = out.office(claim.source, *role);
                out.offices.entry(id).or_default().extend(office);
            }
        }
        for named in namesakes.all() {
            let bodies: BTreeSet<String> = named.places.iter().filter_map(|place| out.body(*place)).collect();
            out.bodies.insert(named.id, bodies);
        }
        let quoted = facts.iter().filter(|f| f.slot == Slot::Quote).flat_map(|f| &f.alignments);
        for pair in quoted {
            let (a, b) = (claims[pair.left], claims[pair.right]);
            if out.quoted(a).intersection(&out.quoted(b)).count() < QUOTED_WORDS {
                continue;
            }
            let (x, y) = (out.around(a, entities), out.around(b, entities));
            if let (1, 1, Some(x), Some(y)) = (x.len(), y.len(), x.first(), y.first()) {
                out.quotes.insert((*x.min(y), *x.max(y)));
            }
        }
        out
    }

    /// An office that says more than a bare title: "foreign minister", "national officer".
    fn office(&self, source: usize, mention: usize) -> Option<String> {
        let Value::Role(role) = &self.sources[source].mentions.get(mention)?.value else { return None };
        let usual = |w: &String| self.lexicons.value("spelling", w).unwrap_or(w).to_owned();
        let which: BTreeSet<String> =
            role.which.iter().map(usual).filter(|w| !self.lexicons.has("role_of_the_past", w)).collect();
        let office = self.lexicons.has("office_noun", &role.noun) && !which.is_empty();
        office.then(|| format!("{} {}", which.into_iter().collect::<Vec<_>>().join(" "), role.noun))
    }

    /// "NAME, of the Harbour Board": whom a name is said to belong to.
    fn body(&self, place: Place) -> Option<String> {
        let analysis = &self.sources[place.0];
        let name = analysis.mentions.get(place.1)?;
        let doc = &analysis.doc;
        let end = doc.sentences[name.sentence].tokens.end;
        let is = |t: usize, class: &str| t < end && self.lexicons.has(class, &doc.tokens[t].lower);
        let mut at = name.tokens.end;
        at += usize::from(at < end && &*doc.tokens[at].lower == ",");
        if !is(at, "preposition_of_body") {
            return None;
        }
        at += 1;
        at += usize::from(is(at, "article"));
        let capital = |t: &usize| doc.word(*t).starts_with(char::is_uppercase);
        let run = (at..end).take_while(|t| capital(t) || is(*t, "word_inside_names"));
        let last = run.filter(capital).last()?;
        let capitals = (at..=last).filter(capital).count();
        // People of one town are many.
        let placed = |m: &Mention| matches!(m.value, Value::Place(_)) && m.tokens.end > last;
        let from = analysis.mentions.partition_point(|m| m.tokens.start < at);
        let town = analysis.mentions[from..].iter().take_while(|m| m.tokens.start == at).any(placed);
        (capitals >= 2 && !town).then(|| fold(doc.slice(doc.span_of(&(at..last + 1)))))
    }

    fn quoted(&self, claim: &Claim) -> BTreeSet<String> {
        let doc = &self.sources[claim.source].doc;
        content(&doc.tokens[doc.tokens_of(claim.value_span)], self.lexicons).collect()
    }

    /// Who may have said a quote: those named in its sentence; where none is, those of the sentence before in the same post.
    fn around(&self, claim: &Claim, entities: &Entities) -> BTreeSet<EntityId> {
        let analysis = &self.sources[claim.source];
        let in_sentence = |sentence: usize| -> BTreeSet<EntityId> {
            let from = analysis.mentions.partition_point(|m| m.sentence < sentence);
            let here = analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.sentence == sentence);
            // Whom a quote names did not say it.
            here.filter(|(_, m)| matches!(m.value, Value::Name(_)) && analysis.doc.quote_at(m.span).is_none())
                .filter_map(|(i, _)| entities.of(claim.source, i))
                .filter(|id| matches!(entities.get(*id), Entity::Person(_)))
                .collect()
        };
        let here = in_sentence(claim.sentence);
        let before = claim.sentence.checked_sub(1).filter(|s| analysis.doc.post_of(*s) == claim.post);
        if here.is_empty() { before.map(in_sentence).unwrap_or_default() } else { here }
    }

    /// An office with a portfolio ("foreign minister"), of which a state has one, that both are said to hold.
    fn sole_office_in_common(&self, a: &Named, b: &Named) -> Option<&String> {
        let sole = |office: &&String| {
            let noun = office.rsplit(' ').next().unwrap_or_default();
            self.lexicons.has("office_with_portfolio", noun)
        };
        self.offices.get(&a.id)?.intersection(self.offices.get(&b.id)?).find(sole)
    }

    /// What shows that two names are one person's.
    fn in_common(&self, a: &Named, b: &Named) -> Option<String> {
        let shared = |of: &BTreeMap<EntityId, BTreeSet<String>>| -> Option<String> {
            of.get(&a.id)?.intersection(of.get(&b.id)?).next().cloned()
        };
        if self.quotes.contains(&(a.id.min(b.id), a.id.max(b.id))) {
            return Some("both are quoted with the same words".to_owned());
        }
        if let Some(office) = shared(&self.offices) {
            return Some(format!("both are said to be “{office}”"));
        }
        if let Some(body) = shared(&self.bodies) {
            return Some(format!("both are said to be of “{body}”"));
        }
        if let Some(age) = shared(&self.ages).filter(|_| a.is_a_letter_from(b)) {
            return Some(format!("both are said to be {age}"));
        }
        if a.is_a_slip_of(b) || b.is_a_slip_of(a) {
            return Some("one given name, and a surname that differs in one letter".to_owned());
        }
        // Whoever is 47 in one text and 52 in the other is another, unless more than words shows one person.
        let ages = |of: &Named| self.ages.get(&of.id);
        if let (Some(x), Some(y)) = (ages(a), ages(b))
            && x.is_disjoint(y)
        {
            return None;
        }
        let told = a.places.iter().flat_map(|x| b.places.iter().map(move |y| (*x, *y))).take(MOST_PAIRS);
        told.map(|(x, y)| self.rare_in_common(x, y))
            .find(|words| !words.is_empty())
            .map(|words| format!("both sentences have “{}”", words.into_iter().collect::<Vec<_>>().join("”, “")))
    }

    /// Rare words and numbers that the sentences around two names share; none where they are too few to say anything.
    fn rare_in_common(&self, x: Place, y: Place) -> BTreeSet<String> {
        let (left, right) = (self.told(x), self.told(y));
        let rare = |w: &&String| self.frequencies.is_rare_word(w, RARE_ONE_IN);
        let number = |w: &String| w.len() >= 2 && w.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        let shared: BTreeSet<String> = left.intersection(&right).filter(rare).cloned().collect();
        let numbers = shared.iter().filter(|w| number(w)).count();
        // "The player Ion Rusu", "the player's wife, Ana Rusu"
        let kin = |words: &BTreeSet<String>| words.iter().any(|w| self.lexicons.has("kin_noun", w));
        if numbers == 0 && (kin(&left) || kin(&right)) {
            return BTreeSet::new();
        }
        if numbers == 0 && how_spelt(self.name(x), self.name(y), self.lexicons) != Spelt::Otherwise {
            return BTreeSet::new();
        }
        let least = if numbers == 0 { RARE_WORDS_ALONE } else { RARE_WORDS };
        if shared.len() < least || numbers == shared.len() { BTreeSet::new() } else { shared }
    }

    fn name(&self, place: Place) -> &str {
        let analysis = &self.sources[place.0];
        analysis.mentions.get(place.1).map(|m| analysis.doc.slice(m.span)).unwrap_or_default()
    }

    /// The words of a name's sentence, without the name's own.
    fn told(&self, place: Place) -> BTreeSet<String> {
        let analysis = &self.sources[place.0];
        let Some(name) = analysis.mentions.get(place.1) else { return BTreeSet::new() };
        let tokens = &analysis.doc.tokens;
        let within = analysis.doc.sentences[name.sentence].tokens.clone();
        let (before, behind) = (within.start..name.tokens.start, name.tokens.end..within.end);
        let mut out: BTreeSet<String> = content(&tokens[before.clone()], self.lexicons).collect();
        out.extend(content(&tokens[behind.clone()], self.lexicons));
        out.extend(before.chain(behind).filter(|t| tokens[*t].pos == Pos::Num).map(|t| tokens[t].lower.to_string()));
        out
    }
}

/// Pairs of sentences that are compared for two names; of people who are named more often the first few tell enough.
const MOST_PAIRS: usize = 64;
