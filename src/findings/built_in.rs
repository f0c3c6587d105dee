//! The rules that no file holds: what they look for is code, and these are their words.

use crate::values::Severity;

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

/// The id of findings of a fact changed in copied text.
pub const CHANGED_FACT: &str = "copies/changed_fact";
/// The id of findings of values of one thing that differ.
pub const ONE_THING: &str = "values/one_thing";
/// The id of findings of one person under two names.
pub const TWO_NAMES: &str = "names/two_names";
/// The id of findings of a spelling of one source alone.
pub const LONE_SPELLING: &str = "names/lone_spelling";
/// The id of findings of a name with another letter.
pub const NAME_SLIP: &str = "names/slip";
/// The id of findings of one office with two holders.
pub const TWO_HOLDERS: &str = "roles/two_holders";
/// The id of findings of full lists that name one otherwise.
pub const TWO_LISTS: &str = "lists/two_lists";
/// The id of findings of one deed told the other way round.
pub const TURNED: &str = "roles/turned";
/// The id of findings of one sentence in the mouths of two people.
pub const TWO_SPEAKERS: &str = "quotes/two_speakers";
/// The id of findings of two clock times that are not one moment.
pub const SECOND_ZONE: &str = "times/second_zone";
/// The id of findings of words exchanged for others.
pub const EXCHANGED_WORD: &str = "words/exchanged";

/// All of them.
pub const BUILT_IN: [BuiltIn; 11] = [
    BuiltIn {
        id: CHANGED_FACT,
        summary: "A fact changed inside text that two outlets share.",
        why: "Two outlets share a sentence nearly word for word, and a place, date, time, number, name or quoted word in it differs.",
        severity: Severity::Error,
    },
    BuiltIn {
        id: ONE_THING,
        summary: "A fact that differs between two sentences on one thing.",
        why: "Two outlets tell one thing in like words, and a place, date, time, number or name said of one event in one way differs.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: TWO_NAMES,
        summary: "One person under two names.",
        why: "Two names share a word, no source names both, and one quote, office, body or story shows one person.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: LONE_SPELLING,
        summary: "A people or a place that one source alone spells with another letter.",
        why: "A capital word that nothing knows is one letter from a place or a people that the same source writes too, or that all others write beside the same word.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: NAME_SLIP,
        summary: "A name of several words that stands in two forms, one letter apart.",
        why: "All words of the name are the same but one, which has another letter, one more or one less, and is no other usual form of the word.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: TWO_HOLDERS,
        summary: "One office with two holders.",
        why: "Two people are each said to hold one office of one state, no source names both in it, and nothing tells of a change.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: TWO_LISTS,
        summary: "A full list of names in which one is another.",
        why: "Two outlets list as many names of one thing, one of them says how many there are, and all names but one are the same.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: TURNED,
        summary: "One deed told the other way round: who beat whom.",
        why: "Two outlets tell one deed that two do not do to each other, and each names the other as the one who did it.",
        severity: Severity::Error,
    },
    BuiltIn {
        id: TWO_SPEAKERS,
        summary: "One sentence in the mouths of two people.",
        why: "Outlets quote the same words and name different speakers.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: SECOND_ZONE,
        summary: "A clock time and the same moment in a second zone, which it is not.",
        why: "A source gives a clock time of one zone and behind it, in brackets, that of another, and the two zones were not so far apart that day.",
        severity: Severity::Warning,
    },
    BuiltIn {
        id: EXCHANGED_WORD,
        summary: "A word exchanged for another between two sentences that tell one thing.",
        why: "Two outlets tell one thing in like words, and what stands in one place of them is not the same.",
        severity: Severity::Warning,
    },
];
