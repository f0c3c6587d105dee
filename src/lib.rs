//! crosscheck reads what several outlets wrote about one story, lines up the claims that speak of the same thing, and shows
//! where they differ. It runs offline, gives the same bytes for the same input, and every finding shows the sentences it
//! stands on.
//!
//! # Two outlets
//! ```
//! use crosscheck::{inputs::{Format, from_bytes}, pipeline, rules::Rules, values::Severity};
//!
//! let courier = b"The grain talks between Moldova and Georgia will be held in Ankara.";
//! let lantern = b"The grain talks between Moldova and Georgia will be held in Istanbul.";
//! let (courier, _) = from_bytes("courier.txt", Format::Text, courier)?;
//! let (lantern, _) = from_bytes("lantern.txt", Format::Text, lantern)?;
//!
//! let story = pipeline::run(&[courier, lantern], &Rules::embedded());
//!
//! let finding = &story.findings[0];
//! let values: Vec<&str> = finding.sides.iter().map(|side| side.value.as_str()).collect();
//! assert_eq!(values, ["Ankara", "Istanbul"]);
//! assert_eq!(finding.severity, Severity::Error);
//! // Every side has its words: where they stand, in which source.
//! let evidence = &finding.sides[1].evidence[0];
//! let source = &story.sources[evidence.source];
//! assert_eq!((source.outlet.as_str(), source.doc.slice(evidence.value)), ("lantern", "Istanbul"));
//! # Ok::<(), crosscheck::error::Error>(())
//! ```
//! [`reports::text`] and [`reports::markdown`] print a story for a reader, [`reports::json`] for another program.
//!
//! # Terms
//! One word stands for one thing, in the code, in messages, in JSON and in the documents.
//!
//! | word | meaning |
//! | --- | --- |
//! | outlet | who publishes |
//! | source | one text of one outlet: [`inputs::Source`] |
//! | post | a dated section of a source, such as an entry of a live blog; it has its own report time: [`text::Post`] |
//! | span | a byte range of a source's text: [`text::Span`] |
//! | mention | a span that names a time, place, name, quantity or event, with its normal value: [`mentions::Mention`] |
//! | frame | who did what to whom, where and when: a verb or event noun with its arguments: [`frames::Frame`] |
//! | claim | what a source says about one slot of one subject, and whose words it is: [`claims::Claim`] |
//! | slot | what is claimed: place, date, time, number, attends, name: [`values::Slot`] |
//! | fact | one slot of one subject with every claim about it: [`facts::Fact`] |
//! | alignment | that two claims belong to one fact, with its reasons: [`facts::Alignment`] |
//! | verdict | agree, compatible, differ, superseded, disputed, cannot tell: [`verdicts::Verdict`] |
//! | finding | what is reported, with its sides and their evidence: [`findings::Finding`] |
//! | copy | two passages that are nearly one text: [`copies::Copy`] |
//! | voice | an independent origin; copies of one text, and what is credited to one agency, are one voice: [`copies::Voices`] |
//! | version | one article of one outlet at one of several times: [`copies::Versions`] |
//! | waiver | that an editor accepts a finding, why, and until when: [`waivers::Waiver`] |
//!
//! # The flow
//! A stage takes the values of the stages before it and returns its own. [`pipeline`] calls them all, on one screen.
//! ```text
//! inputs ─► text ─► mentions ─► frames ─► claims ─► facts ─► verdicts ─► proposals ─► judgement ─► findings ─► reports
//!             └───► copies (near-duplicates, voices) ────────────────────────┘
//! rules (data) feed text, mentions, frames, claims, facts and verdicts
//! ```
//! Only [`inputs`] and [`cli`] open files; nothing asks the clock: a source brings the time of its publication. Analysis never
//! fails on a text. Rules and word lists are data ([`rules`]); a newsroom can lay its own over the embedded ones with
//! [`rules::files::overlay`].

pub mod claims;
pub mod cli;
pub mod copies;
pub mod error;
pub mod evaluation;
pub mod facts;
pub mod findings;
pub mod frames;
pub mod inputs;
pub mod judgement;
pub mod kept;
pub mod mentions;
mod parallel;
pub mod pipeline;
pub mod proposals;
pub mod reports;
pub mod rule_tests;
pub mod rules;
pub mod stories;
pub mod syntax;
pub mod text;
pub mod values;
pub mod verdicts;
pub mod waivers;
pub mod watch;
