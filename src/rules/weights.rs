//! The numbers of alignment and verdicts: data, in `alignment.toml`.

use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    rules::files::{self, RuleFile},
};

/// How much each kind of evidence says that two claims speak of one thing. Whole numbers, so that sums do not depend on order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Must be 1.
    pub version: u32,
    /// What the file is for.
    pub summary: String,
    /// Sum from which two claims are aligned.
    pub aligned: i32,
    /// Sum from which the alignment is certain: below it no finding is an error.
    pub certain: i32,
    /// From this sum on, a claim with the same value is heard as agreeing.
    pub echo: i32,
    /// The same person that the slot asks about.
    pub same_about: i32,
    /// The same thing or person whose measure, length or office it is.
    pub same_owner: i32,
    /// Both stand in the opening sentences of their reports, which tell the main event.
    pub both_in_lead: i32,
    /// Both are of the event that the reports of the story open with.
    pub same_main: i32,
    /// Kinds of event of which a story has one that is its own; meetings and visits come in rows, and to take and to free are of one kind.
    pub main_kinds: Vec<String>,
    /// The same verb with a participant in common, where it is no meeting.
    pub same_deed: i32,
    /// Classes of events that come in rows: to open a report with one tells none from another.
    pub repeatable: Vec<String>,
    /// No source of the story has more than one number for what is counted and done.
    pub one_off: i32,
    /// How many sentences open a report.
    pub lead_sentences: usize,
    /// Two quotes of one utterance share so many words that carry meaning,
    pub quote_words_at_least: usize,
    /// and so many words in the same order,
    pub quote_equal_words: usize,
    /// which are this share of all from the first to the last of them,
    pub quote_equal_percent: usize,
    /// or this share, where one source has both quotes.
    pub quote_own_percent: usize,
    /// Where both go on otherwise, so many are needed.
    pub quote_frayed_words: usize,
    /// Two quotes of one speaker of which one may say more at its ends are one utterance from so many equal words on.
    pub quote_part_words: usize,
    /// Two quotes of one speaker that are equal from end to end but for a word are one utterance from so many words on,
    pub quote_whole_words: usize,
    /// of which so many carry meaning.
    pub quote_whole_telling: usize,
    /// Where the one says "not" and the other does not, from so many on.
    pub quote_turned_words: usize,
    /// The same thing counted, by like words.
    pub same_counted: i32,
    /// Both ask who leads: a body has one head.
    pub same_body: i32,
    /// The same head noun.
    pub same_head: i32,
    /// The same class of event, by another noun.
    pub same_class: i32,
    /// A named participant that few claims of the story share.
    pub rare_participant: i32,
    /// A named participant that many claims of the story share.
    pub common_participant: i32,
    /// A participant without a name ("foreign ministers").
    pub nameless_participant: i32,
    /// A participant of one side that the other, which names some, does not name; taken for the side with fewer.
    pub unshared_participant: i32,
    /// A describing word in common ("informal").
    pub shared_modifier: i32,
    /// Both are put in the same place.
    pub same_place: i32,
    /// Both are put on the same day.
    pub same_day: i32,
    /// Both hang on the same verb with the same agent.
    pub same_governor: i32,
    /// A rare word in both sentences.
    pub rare_word: i32,
    /// At most this many rare words count.
    pub rare_words_at_most: i32,
    /// A word is rare when at most one sentence in this many has it.
    pub rare_one_in: usize,
    /// Of the learned scores, in hundredths of the logarithm of the odds: two claims of one value are of one thing from here on.
    pub one_value: i32,
    /// Two values that no rule set against each other are a warning from here on.
    pub told: i32,
    /// And from here on where both texts have very many values of the kind.
    pub told_among_many: i32,
    /// And from here on where two pairs of sources, over three voices, set the same two values against each other,
    pub told_by_several: i32,
    /// the other one with no less than this.
    pub second: i32,
    /// Two words in one place likewise.
    pub told_word: i32,
    /// What a rule found stays a warning from here on.
    pub kept: i32,
    /// What was changed in copied text, where something else was changed too, likewise; one value alone always stays one.
    pub kept_copied: i32,
    /// And an error from here on.
    pub kept_error: i32,
    /// Values of a kind that both texts may have before they are very many.
    pub many_values: usize,
    /// In copied text, with fewer equal words two sentences may be a set phrase ("It is 6pm in Oslo") and no copy.
    pub copied_words: usize,
    /// Equal words beside which another telephone number is one: such sentences are short.
    pub copied_telephone_words: usize,
    /// Equal words from which what was changed may be an error.
    pub copied_error_words: usize,
    /// Share of equal words from which one changed value of any kind is a difference,
    pub copied_sure_percent: usize,
    /// and from which a sentence may differ in more than one value, and in a name that cannot be compared.
    pub copied_nearly_all_percent: usize,
    /// Equal words from which a figure in an unchanged place is a difference, whatever share of the words that is: short sentences of one
    /// form ("He finished 2nd in the men's race") may tell of two things.
    pub copied_long_words: usize,
    /// Reports further apart than this many days speak of different events, unless both name the day.
    pub days_apart_at_most: i64,
}

/// Id of the file that holds the weights.
pub const ALIGNMENT: &str = "en/alignment";

impl Weights {
    /// Reads the file `en/alignment`.
    pub fn load(rule_files: &[RuleFile]) -> Result<Self> {
        let file = rule_files.iter().find(|f| f.id == ALIGNMENT).ok_or_else(|| {
            Error::new(ErrorKind::Rule, "no alignment.toml among the rule files").remedy("add en/alignment.toml")
        })?;
        let read: Self = files::parse(file)?;
        if read.version == 1 && read.aligned <= read.certain && !read.summary.is_empty() {
            return Ok(read);
        }
        Err(Error::new(ErrorKind::Rule, "`version` must be 1, `aligned` at most `certain`, and `summary` not empty")
            .at(&file.path))
    }
}
