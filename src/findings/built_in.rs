//! The rules that no file holds: what they look for is code, and these are their words.

use crate::{
    findings::{from_copies, from_names, from_speakers, from_zones},
    values::Severity,
};

/// A rule that no file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// The id that its findings give.
    pub id: &'static str,
    /// What it finds.
    pub summary: &'static str,
    /// How it knows.
    pub why: &'static str,
    /// The most that one of its findings weighs.
    pub severity: Severity,
}

/// The id of findings of values of one thing that differ.
pub const ONE_THING: &str = "values/one_thing";
/// The id of findings of words exchanged for others.
pub const EXCHANGED_WORD: &str = "words/exchanged";

/// All of them.
pub const BUILT_IN: [BuiltIn; 9] =
    [CHANGED_FACT, ALIKE, TWO_NAMES, LONE_SPELLING, SLIP, TWO_HOLDERS, TWO_SPEAKERS, SECOND_ZONE, WORD];

const CHANGED_FACT: BuiltIn = BuiltIn {
    id: from_copies::RULE,
    summary: "A fact changed inside text that two outlets share.",
    why: "Two outlets share a sentence nearly word for word, and a place, date, time, number, name or quoted word in it differs.",
    severity: Severity::Error,
};

const ALIKE: BuiltIn = BuiltIn {
    id: ONE_THING,
    summary: "A fact that differs between two sentences on one thing.",
    why: "Two outlets tell one thing in like words, and a place, date, time, number or name said of one event in one way differs.",
    severity: Severity::Warning,
};

const TWO_NAMES: BuiltIn = BuiltIn {
    id: from_names::TWO_NAMES,
    summary: "One person under two names.",
    why: "Two names share a word, no source names both, and one quote, office, body or story shows one person.",
    severity: Severity::Warning,
};

const LONE_SPELLING: BuiltIn = BuiltIn {
    id: from_names::LONE_SPELLING,
    summary: "A people or a place that one source alone spells with another letter.",
    why: "A capital word that nothing knows is one letter from a place or a people that the same source writes too, or that all others write beside the same word.",
    severity: Severity::Warning,
};

const SLIP: BuiltIn = BuiltIn {
    id: from_names::SLIP,
    summary: "A name of several words that stands in two forms, one letter apart.",
    why: "All words of the name are the same but one, which has another letter, one more or one less, and is no other usual form of the word.",
    severity: Severity::Warning,
};

const TWO_HOLDERS: BuiltIn = BuiltIn {
    id: from_names::TWO_HOLDERS,
    summary: "One office with two holders.",
    why: "Two people are each said to hold one office of one state, no source names both in it, and nothing tells of a change.",
    severity: Severity::Warning,
};

const TWO_SPEAKERS: BuiltIn = BuiltIn {
    id: from_speakers::RULE,
    summary: "One sentence in the mouths of two people.",
    why: "Outlets quote the same words and name different speakers.",
    severity: Severity::Warning,
};

const SECOND_ZONE: BuiltIn = BuiltIn {
    id: from_zones::RULE,
    summary: "A clock time and the same moment in a second zone, which it is not.",
    why: "A source gives a clock time of one zone and behind it, in brackets, that of another, and the two zones were not so far apart that day.",
    severity: Severity::Warning,
};

const WORD: BuiltIn = BuiltIn {
    id: EXCHANGED_WORD,
    summary: "A word exchanged for another between two sentences that tell one thing.",
    why: "Two outlets tell one thing in like words, and what stands in one place of them is not the same.",
    severity: Severity::Warning,
};
