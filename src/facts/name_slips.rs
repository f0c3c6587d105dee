//! Names of several words that differ in a letter of one of them: "Paras Point" and "Parras Point".

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claims::SourceAnalysis,
    facts::spelling::{Spelling, house_spelling},
    mentions::{NameKind, Value, gazetteer::Gazetteer},
    rules::Lexicons,
    text::{BlockKind, Document, Pos, Span, neural::Words},
    values::names::fold,
};

/// Shorter words are alike by chance.
const SHORTEST: usize = 4;
/// Words of a name that are looked at together.
const LONGEST_NAME: usize = 5;
/// Words in one place of a name that are compared with each other; more of them say that the name tells little.
const LARGEST_GROUP: usize = 24;
/// Where both are words of the language, the usual form stands so many times as often.
const TIMES_AS_FREQUENT: usize = 3;

/// So many sources that write a name one way are most, beside one.
const MOST_WRITE_IT: usize = 2;

/// Where a name stands: the source, the sentence, and the words.
pub type Written = (usize, usize, Span);

/// Two forms of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSlip {
    /// Where the rarer form stands.
    pub rare: Vec<Written>,
    /// Where the usual one does.
    pub usual: Vec<Written>,
}

/// A word of a name and where the name with it stands.
#[derive(Default)]
struct Form {
    places: Vec<Written>,
    sources: BTreeSet<usize>,
    /// Whether it is everywhere the last word of its name.
    is_last: bool,
    /// Whether a person bears the name.
    of_person: bool,
}

/// The words of a name before and behind the one that is looked at.
type Frame = (Vec<String>, Vec<String>);

/// All slips of a story, in order of the names.
pub fn find_name_slips(sources: &[SourceAnalysis], lexicons: &Lexicons) -> Vec<NameSlip> {
    let mut frames: BTreeMap<Frame, BTreeMap<String, Form>> = BTreeMap::new();
    for (source, analysis) in sources.iter().enumerate() {
        for (sentence, run) in runs(&analysis.doc, lexicons) {
            let words: Vec<String> = run.iter().map(|t| fold(analysis.doc.word(*t))).collect();
            let written = |from: usize, to: usize| {
                let span = analysis.doc.span_of(&(run[from]..run[to - 1] + 1));
                ((source, sentence, span), names_a_person(analysis, sentence, span))
            };
            add_names(&mut frames, &words, written);
        }
    }
    let spelling = Spelling::new(lexicons);
    let judge = Judge { spelling: &spelling, lexicons };
    // The same two words come with shorter and longer stretches of the name; the longest one that has as many places tells most.
    let mut found: BTreeMap<(String, String), (usize, usize, NameSlip)> = BTreeMap::new();
    for (frame, forms) in frames.iter().filter(|(_, forms)| (2..=LARGEST_GROUP).contains(&forms.len())) {
        for (rare, a) in forms {
            for (usual, b) in forms.iter().filter(|(usual, b)| judge.is_slip(frame, forms.len(), (rare, a), (usual, b)))
            {
                let slip = NameSlip { rare: a.places.clone(), usual: b.places.clone() };
                let told = (a.places.len() + b.places.len(), frame.0.len() + frame.1.len());
                let known = found.get(&(rare.clone(), usual.clone())).map(|(places, words, _)| (*places, *words));
                if known.is_none_or(|known| known < told) {
                    found.insert((rare.clone(), usual.clone()), (told.0, told.1, slip));
                }
            }
        }
    }
    found.into_values().map(|(_, _, slip)| slip).collect()
}

/// Runs of capital words, with the small words that names have inside, as tokens of a sentence.
fn runs(doc: &Document, lexicons: &Lexicons) -> Vec<(usize, Vec<usize>)> {
    let mut out = Vec::new();
    for (number, sentence) in doc.sentences.iter().enumerate() {
        // Headlines have capitals of their own.
        if matches!(doc.kind_of(number), BlockKind::Credit | BlockKind::Furniture | BlockKind::Headline) {
            continue;
        }
        let mut run: Vec<usize> = Vec::new();
        let close = |run: &mut Vec<usize>, out: &mut Vec<(usize, Vec<usize>)>| {
            while run.last().is_some_and(|t| !is_capital(doc, *t)) {
                run.pop();
            }
            let whole = std::mem::take(run);
            if whole.len() >= 2 {
                out.push((number, whole));
            }
        };
        for token in sentence.tokens.clone() {
            let word = &doc.tokens[token].lower;
            let small = lexicons.has("word_inside_names", word) || lexicons.has("name_particle", word);
            let inside = small && !run.is_empty();
            if is_capital(doc, token) || inside {
                run.push(token);
            } else {
                close(&mut run, &mut out);
            }
        }
        close(&mut run, &mut out);
    }
    out
}

/// Whether a mention at `span` is a person's name.
fn names_a_person(analysis: &SourceAnalysis, sentence: usize, span: Span) -> bool {
    let from = analysis.mentions.partition_point(|m| m.sentence < sentence);
    let here = analysis.mentions[from..].iter().take_while(|m| m.sentence == sentence);
    let person = |value: &Value| matches!(value, Value::Name(name) if name.kind == NameKind::Person);
    here.filter(|m| person(&m.value)).any(|m| m.span.start < span.end && span.start < m.span.end)
}

fn is_capital(doc: &Document, token: usize) -> bool {
    let nameable = matches!(doc.tokens[token].pos, Pos::Propn | Pos::Noun | Pos::Adj);
    nameable && doc.word(token).starts_with(char::is_uppercase)
}

/// Enters every stretch of a run, once for each of its words; a first word only where the run begins and a last one where it ends, since
/// "Nations Security Council" is no name.
fn add_names(
    frames: &mut BTreeMap<Frame, BTreeMap<String, Form>>,
    words: &[String],
    place: impl Fn(usize, usize) -> (Written, bool),
) {
    for from in 0..words.len() {
        for to in from + 2..=words.len().min(from + LONGEST_NAME) {
            for at in from..to {
                let (first, last) = (at == from, at + 1 == to);
                if words[at].chars().count() < SHORTEST || first && from > 0 || last && to < words.len() {
                    continue;
                }
                let frame = (words[from..at].to_vec(), words[at + 1..to].to_vec());
                let (written, of_person) = place(from, to);
                let form = frames.entry(frame).or_default().entry(words[at].clone()).or_default();
                form.is_last = last && (form.is_last || form.places.is_empty());
                form.of_person |= of_person;
                form.places.push(written);
                form.sources.insert(written.0);
            }
        }
    }
}

struct Judge<'a> {
    spelling: &'a Spelling<'a>,
    lexicons: &'a Lexicons,
}

impl Judge<'_> {
    fn is_slip(&self, frame: &Frame, forms: usize, (rare, a): (&str, &Form), (usual, b): (&str, &Form)) -> bool {
        let order = |word: &str, form: &Form| (form.places.len(), self.knows(word), word.to_owned());
        if rare == usual || order(rare, a) >= order(usual, b) || !self.tells(frame) {
            return false;
        }
        let figures = |word: &str| word.chars().any(|c| !c.is_alphabetic());
        if figures(rare) || figures(usual) {
            return false;
        }
        // "Georgia Airways", once, in a text that else has "Georgian Airways".
        let own = a.sources.is_subset(&b.sources) && a.places.len() * TIMES_AS_FREQUENT <= b.places.len();
        if self.is_of_people(rare, usual) {
            return own && !a.is_last && frame.0.is_empty();
        }
        if strsim::osa_distance(rare, usual) != 1 || self.is_form(rare, usual) {
            return false;
        }
        let (plain, plural) = if rare.len() < usual.len() { (rare, usual) } else { (usual, rare) };
        if self.is_plural(plain, plural) {
            // "Judges Holm and Rusu", "House Republicans", but "Keepers of Oldmoor".
            let of = frame.1.first().is_some_and(|next| self.lexicons.has("word_inside_names", next));
            return !a.is_last && !b.is_last && (of || !frame.0.is_empty());
        }
        // Two men of one surname, two towns of one kind.
        // Who exchanges a letter of a person's name, and never writes the other, may transliterate in a way of their own.
        let given = frame.0.is_empty() && self.spelling.is_given_name(rare) && self.spelling.is_given_name(usual);
        let exchanged = rare.chars().count() == usual.chars().count();
        let of_person = a.of_person || b.of_person;
        // Where most write it in one other way, it is a slip all the same.
        let house = a.sources.len() > 1 || b.sources.len() < MOST_WRITE_IT || forms > 2;
        if exchanged && of_person && house && a.sources.is_disjoint(&b.sources) {
            return false;
        }
        let of_place = frame.1.last().is_some_and(|last| self.lexicons.has("place_noun", last));
        // "Marion Holm" and "Marian Holm", of which no source names both, are one.
        let one = of_person && a.sources.is_disjoint(&b.sources) && rare.chars().next() == usual.chars().next();
        let people = given && !of_place && !one;
        let name = |word: &str| [&frame.0[..], &[word.to_owned()], &frame.1[..]].concat().join(" ");
        let place = |word: &str| !Gazetteer::embedded().lookup(&name(word)).is_empty();
        if people || place(rare) && place(usual) {
            return false;
        }
        let often = a.places.len() * TIMES_AS_FREQUENT <= b.places.len();
        often || !self.knows(rare) || !self.knows(usual) || place(usual)
    }

    fn knows(&self, word: &str) -> bool {
        Words::embedded().knows(word)
    }

    /// Whether the words around say whose name it is: a title alone does not.
    fn tells(&self, (before, behind): &Frame) -> bool {
        let title = |word: &str| {
            ["person_title", "courtesy_title", "role_noun", "word_inside_names"]
                .iter()
                .any(|c| self.lexicons.has(c, word))
        };
        before.iter().chain(behind).any(|word| word.chars().count() >= SHORTEST - 1 && !title(word))
    }

    /// "Korea" and "Korean".
    fn is_of_people(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        long.strip_prefix(short).is_some_and(|rest| self.lexicons.has("ending_of_a_people", rest))
    }

    /// Whether one is a usual form of the other: "Centre" and "Center", a transliteration.
    fn is_form(&self, a: &str, b: &str) -> bool {
        self.knows(a) && self.knows(b) && house_spelling(a, self.lexicons) == house_spelling(b, self.lexicons)
            || self.spelling.transliterated(a) == self.spelling.transliterated(b)
    }

    fn is_plural(&self, plain: &str, plural: &str) -> bool {
        plural.strip_suffix('s') == Some(plain)
    }
}
