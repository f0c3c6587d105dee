//! Makes articles out of the fixture stories: as many stories as asked for, each told by the four or five outlets of its
//! fixture, with other names, places, days, numbers and content words. Equal numbers give equal articles.

use std::{collections::BTreeMap, path::Path};

use crosscheck::{
    inputs::{self, Limits, Overrides, Source},
    mentions::Value,
    pipeline,
    rules::Rules,
    text::{Form, Pos},
};

/// One article in this many words says something else than the other outlets of its story.
const ONE_SLIP_IN: u64 = 40;
/// Syllables of invented names; each begins with a consonant and ends in a vowel.
const SYLLABLES: &[&str] = &["ba", "ro", "mi", "ta", "ke", "lu", "no", "vi", "sa", "de", "go", "ri", "pe", "la", "du"];
/// What a number in figures is made of other than a first zero.
const FIGURES: u64 = 9;

/// `count` articles.
pub fn articles(count: usize, rules: &Rules) -> Vec<Source> {
    let folders = ["ankara-or-istanbul", "budget-vote", "crane-at-the-station", "quiet-harbour"];
    let templates: Vec<Vec<Template>> = folders.iter().map(|folder| templates(folder, rules)).collect();
    let pools = pools(templates.iter().flatten());
    let mut out = Vec::with_capacity(count);
    for story in 0.. {
        for (outlet, template) in templates[story % templates.len()].iter().enumerate() {
            if out.len() == count {
                return out;
            }
            let id = format!("story-{story:04}/{outlet}.txt");
            out.push(template.write(story as u64, outlet as u64, id, &pools));
        }
    }
    out
}

/// `count` articles that name a dozen people each: a third of them have one of forty surnames, and all have given names of their own.
pub fn crowds(count: usize) -> Vec<Source> {
    const SURNAMES: u64 = 40;
    let article = |number: usize| {
        let person = |n: u64| {
            let seed = hash(&["person"], number as u64 * 12 + n);
            let surname =
                if n.is_multiple_of(3) { hash(&["surname"], seed % SURNAMES) } else { hash(&["other"], seed) };
            format!(
                "Foreign Minister {} {} spoke, and Mr {} left.",
                invented(seed),
                invented(surname),
                invented(surname)
            )
        };
        let text = (0..12).map(person).collect::<Vec<_>>().join(" ");
        let id = format!("crowd-{number:05}.txt");
        inputs::from_bytes(&id, inputs::Format::Text, text.as_bytes()).expect("the article has text").0
    };
    (0..count).map(article).collect()
}

fn invented(seed: u64) -> String {
    let mut name: String = (0..3).map(|n| SYLLABLES[(seed >> (8 * n)) as usize % SYLLABLES.len()]).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// Words that may stand for one another: those of one part of speech and form.
type Pools = BTreeMap<Kind, Vec<String>>;

/// What may be exchanged in a text, by what it may be exchanged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Name,
    Place,
    Demonym,
    Figures,
    Word(Pos, Form),
}

/// A fixture's source with the places of what is exchanged.
struct Template {
    source: Source,
    /// Byte ranges in order, not overlapping.
    slots: Vec<(std::ops::Range<usize>, Kind)>,
}

fn templates(folder: &str, rules: &Rules) -> Vec<Template> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories").join(folder);
    let read = inputs::read(&[path], &Overrides::default(), &Limits::default());
    assert!(read.errors.is_empty(), "the fixtures are whole: {:?}", read.errors);
    read.sources.into_iter().map(|source| template(source, rules)).collect()
}

fn template(source: Source, rules: &Rules) -> Template {
    let analysis = pipeline::analyse(0, &source, rules);
    let asked_for = |lemma: &str| {
        let mut predicates = rules.claims.iter().flat_map(|r| &r.matches).filter_map(|m| m.predicate.as_ref());
        rules.lexicons.classes_of(lemma).any(|class| class.starts_with("event_"))
            || predicates.any(|p| p.fits(lemma, &rules.lexicons))
    };
    let mut kinds: BTreeMap<usize, Kind> = BTreeMap::new();
    for (index, token) in analysis.doc.tokens.iter().enumerate() {
        let open = matches!(token.pos, Pos::Noun | Pos::Adj | Pos::Adv | Pos::Verb) && token.lower.len() > 2;
        let plain = analysis.doc.word(index) == &*token.lower && token.lower.chars().all(char::is_alphabetic);
        // A word that a claim rule asks for stays: without it there would be few claims.
        if open && plain && !asked_for(&token.lemma) {
            kinds.insert(index, Kind::Word(token.pos, token.form));
        }
    }
    for mention in &analysis.mentions {
        for index in mention.tokens.clone() {
            let word = analysis.doc.word(index);
            let capital = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
            let kind = match &mention.value {
                Value::Name(_) if capital && word.len() > 2 => Some(Kind::Name),
                Value::Place(p) if mention.tokens.len() == 1 && capital => {
                    Some(if p.demonym { Kind::Demonym } else { Kind::Place })
                }
                Value::Quantity(_) if word.chars().all(|c| c.is_ascii_digit()) => Some(Kind::Figures),
                _ => None,
            };
            kinds.remove(&index);
            kinds.extend(kind.map(|kind| (index, kind)));
        }
    }
    let slots = kinds.into_iter().map(|(index, kind)| {
        let span = analysis.doc.tokens[index].span;
        (span.start..span.end, kind)
    });
    Template { slots: slots.collect(), source }
}

fn pools<'t>(templates: impl Iterator<Item = &'t Template>) -> Pools {
    let mut out = Pools::new();
    for template in templates {
        for (range, kind) in &template.slots {
            out.entry(*kind).or_default().push(template.source.text[range.clone()].to_owned());
        }
    }
    for words in out.values_mut() {
        words.sort();
        words.dedup();
    }
    out
}

impl Template {
    /// The article of one outlet on one story. A word is exchanged alike by all outlets of a story, but for a rare slip.
    fn write(&self, story: u64, outlet: u64, id: String, pools: &Pools) -> Source {
        let mut text = String::with_capacity(self.source.text.len());
        let mut at = 0;
        for (range, kind) in &self.slots {
            let word = &self.source.text[range.clone()];
            let slip = hash(&[word, "slip"], story * 8 + outlet).is_multiple_of(ONE_SLIP_IN);
            let seed = hash(&[word], if slip { story * 8 + outlet } else { story } + 1);
            text.push_str(&self.source.text[at..range.start]);
            text.push_str(&exchange(word, *kind, seed, pools));
            at = range.end;
        }
        text.push_str(&self.source.text[at..]);
        // The layout holds byte ranges of the old text; the generated article is plain text without front matter.
        let (mut source, _) =
            inputs::from_bytes(&id, inputs::Format::Text, text.as_bytes()).expect("the template has text");
        source.outlet = self.source.outlet.clone();
        source.published = self.source.published.clone();
        if let Some(published) = &mut source.published {
            // A story a day.
            published.value.date = published.value.date + chrono::Days::new(story);
        }
        source.timezone = self.source.timezone.clone();
        source
    }
}

fn exchange(word: &str, kind: Kind, seed: u64, pools: &Pools) -> String {
    match kind {
        Kind::Name => invented(seed),
        Kind::Figures => word
            .bytes()
            .enumerate()
            .map(|(n, _)| char::from(b'1' + ((seed >> (4 * n.min(15))) % FIGURES) as u8))
            .collect(),
        _ => pools[&kind][seed as usize % pools[&kind].len()].clone(),
    }
}

/// FNV-1a over the parts and the seed, mixed once more: the low bits of FNV alone are poor.
fn hash(parts: &[&str], seed: u64) -> u64 {
    let bytes = parts.iter().flat_map(|p| p.bytes()).chain(seed.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 8
}
