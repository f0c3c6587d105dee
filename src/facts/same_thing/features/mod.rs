//! What speaks for two values being of one thing: levels of features, none of which looks at the two values themselves.

mod about;
mod form;
mod others;
mod sentences;
mod setting;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    claims::{OpenClaim, OpenKind, SourceAnalysis},
    facts::same_thing::{
        Ground,
        laid::Laid,
        retrieval::{SentenceAt, cosine},
        scene::Scene,
        taken::Taken,
        view::Symbol,
    },
    frames::{Argument, Frame},
    mentions::{Mention, Value},
    text::Form,
};

use about::{argument, noun_above};
pub(super) use form::level_of_values;
use form::{block, dimension, form, opening, other_values, quoted, reality, scope, title, values_in_text};
pub use sentences::Around;
use sentences::degree;
pub(in crate::facts) use sentences::{degree_of, tenth};

/// The features, in the order of their levels.
pub const NAMES: [&str; 45] = [
    "sentences_alike",
    "rank_of_sentences",
    "neighbours_alike",
    "words_around_alike",
    "sentences_near_in_meaning",
    "words_around_near_in_meaning",
    "place_in_sentence",
    "sentences_word_by_word",
    "what_is_counted",
    "how_it_is_described",
    "governing_verb",
    "words_above",
    "role_in_event",
    "subject_of_verb",
    "object_of_verb",
    "shared_names",
    "names_of_one_side",
    "word_before",
    "word_behind",
    "other_values",
    "value_elsewhere",
    "place_in_text",
    "scope_of_number",
    "said_as_real",
    "who_says_it",
    "days_beside",
    "places_beside",
    "dimension_or_kind",
    "form_of_words",
    "in_quotes",
    "kind_of_block",
    "set_apart",
    "noun_above",
    "title_of_name",
    "equal_values",
    "exchanged_values",
    "exchanged_names",
    "exchanged_words",
    "exchange_beside",
    "contrast_around",
    "contrast_in_sentence",
    "words_of_both_sides",
    "owner_of_age",
    "one_alone_does_it",
    "values_in_text",
];
/// Where it stands among them whether a value is told elsewhere.
pub const VALUE_ELSEWHERE: usize = 20;
/// Where the number of values in the two texts stands among them.
pub const VALUES_IN_TEXT: usize = NAMES.len() - 1;
/// Levels of all features for one pair.
pub type Levels = [u8; NAMES.len()];

/// An open claim with its source.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Index of its source.
    pub source: usize,
    /// The source.
    pub analysis: &'a SourceAnalysis,
    /// Index of the claim among the open ones of its source.
    pub index: usize,
    /// The claim.
    pub claim: &'a OpenClaim,
}

impl<'a> Told<'a> {
    /// The sentence that it stands in.
    pub fn at(&self) -> SentenceAt {
        (self.source, self.claim.sentence)
    }

    /// The value as it stands in its text.
    pub fn mention(&self) -> &'a Mention {
        &self.analysis.mentions[self.claim.mention]
    }

    /// What its mention names.
    pub fn value(&self) -> &'a Value {
        &self.mention().value
    }

    /// Whether the other's value is of one kind with it, and of one scale where they are of several that exclude each other. "Deputies" are
    /// others than "the director".
    pub fn is_comparable(&self, other: &Told) -> bool {
        let one_scale = match (self.value(), other.value()) {
            (Value::Kind(one), Value::Kind(kind)) => one.group == kind.group && self.is_plural() == other.is_plural(),
            _ => true,
        };
        self.claim.kind == other.claim.kind && one_scale
    }

    fn is_plural(&self) -> bool {
        let tokens = self.analysis.doc.tokens.get(self.mention().tokens.clone()).unwrap_or_default();
        tokens.iter().any(|token| token.form == Form::Plural)
    }

    pub(super) fn tokens(&self) -> Range<usize> {
        self.mention().tokens.clone()
    }

    /// The event that it is an argument of, and the argument; none of them where it is the event.
    pub fn event(&self) -> Option<(&'a Frame, Option<&'a Argument>)> {
        let (frame, argument) = self.claim.frame?;
        let frame = self.analysis.frames.get(frame)?;
        Some((frame, argument.and_then(|argument| frame.arguments.get(argument))))
    }

    /// The mentions of its sentence, each with its index.
    pub(super) fn mentions(&self) -> impl Iterator<Item = (usize, &'a Mention)> {
        let (mentions, sentence) = (&self.analysis.mentions, self.claim.sentence);
        let from = mentions.partition_point(|m| m.sentence < sentence);
        mentions.iter().enumerate().skip(from).take_while(move |(_, m)| m.sentence == sentence)
    }
}

/// Compares two open claims of one kind.
pub struct Comparer<'a, 's> {
    /// The story.
    pub scene: &'s Scene<'a>,
    /// Which values are told where.
    pub taken: &'s Taken,
    /// The words around each open claim, by source.
    pub around: &'s [Vec<Around>],
}

impl Comparer<'_, '_> {
    /// The levels of all features; `ground` tells how near the two are.
    pub(super) fn levels(&self, a: &Told, b: &Told, laid: &Laid, ground: &Ground) -> Levels {
        let scene = self.scene;
        let (x, y) = (scene.view(a.at()), scene.view(b.at()));
        // What the views do not hide.
        let own = |t: &Told| match a.claim.kind {
            OpenKind::Place | OpenKind::Who => scene.of_mention(t.source, t.claim.mention).into_iter().collect(),
            OpenKind::Kind => t.tokens().filter_map(|token| scene.of_token(t.source, token)).collect(),
            _ => Vec::new(),
        };
        let own: BTreeSet<Symbol> = [a, b].into_iter().flat_map(own).collect();
        let own: Vec<Symbol> = own.into_iter().collect();
        let (near, far) = (&self.around[a.source][a.index], &self.around[b.source][b.index]);
        let (counted, described) = self.counted(a, b);
        let (shared_names, names_of_one_side) = self.names(a, b);
        let exchanged = self.exchanged(a, b, laid);
        [
            tenth(cosine(scene, x, y, &own)),
            rank(ground, a, b),
            tenth(self.neighbours(a, b)),
            tenth(self.lists_alike(&near.words, &far.words)),
            degree(&x.meaning, &y.meaning),
            near.degree(far),
            self.place(a, b, laid) as u8,
            tenth(laid.alike),
            counted,
            described,
            self.words(a, b, |t| t.claim.verb),
            self.chain(a, b),
            argument(a, b),
            self.words(a, b, |t| t.claim.subject),
            self.words(a, b, |t| t.claim.object),
            shared_names,
            names_of_one_side,
            self.beside(a, b, false),
            self.beside(a, b, true),
            other_values(a, b),
            self.taken(a, b),
            opening(a, b),
            scope(a, b),
            reality(a, b),
            self.speaker(a, b),
            self.days(a, b),
            self.places(a, b),
            dimension(a, b, scene.lexicons),
            form(a, b),
            quoted(a, b),
            block(a, b),
            self.apart(a, b),
            self.words(a, b, noun_above),
            title(a, b),
            self.equal_values(a, b),
            exchanged.values,
            exchanged.names,
            exchanged.words,
            exchanged.beside,
            self.contrast(&near.words, &far.words),
            self.contrast(&x.words, &y.words),
            self.of_both_sides(&near.words, &far.words),
            self.owner(a, b),
            self.one_holder(a, b),
            values_in_text(a, b),
        ]
    }
}

fn rank(ground: &Ground, a: &Told, b: &Told) -> u8 {
    let claim = |t: &Told| (t.source, t.index);
    match (ground.nearest.rank(a.at(), b.at()), ground.nearest.rank(b.at(), a.at())) {
        (Some(0), Some(0)) => 0,
        (Some(0), Some(_)) | (Some(_), Some(0)) => 1,
        (Some(_), Some(_)) => 2,
        (Some(0), None) | (None, Some(0)) => 3,
        (Some(_), None) | (None, Some(_)) => 4,
        (None, None) if ground.slips.contains(&(claim(a), claim(b))) => 6,
        (None, None) => 5,
    }
}
