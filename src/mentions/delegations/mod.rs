//! Delegations and teams: whose they are, who leads them, who belongs to them, how many they are ("the 14-strong Georgian delegation,
//! led by Nana Kalandia, includes a deputy defence minister").

mod body;
mod leaders;
mod lists;
mod size;

use std::sync::Arc;

use crate::{
    mentions::{Mention, NameKind, Value},
    rules::Lexicons,
    text::{BlockKind, Document, Form, Pos, Span},
};

use body::Body;

/// One thing said of a delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartValue {
    /// What is said.
    pub part: Part,
    /// Lemma of the delegation's noun ("delegation", "team").
    pub noun: String,
    /// The delegation's words, without whose it is.
    pub words: Span,
    /// Where the words stand for whose it is: a country, an organisation, or the person who sends it.
    pub owner: Span,
    /// Whether whose it is had to be concluded from another part of the text ("his team").
    pub inferred: bool,
    /// Where the words stand for the place it goes to, if any do.
    pub place: Option<Span>,
    /// Whether it is denied ("does not include").
    pub denied: bool,
}

/// What is said of a delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Who leads it: where the name stands.
    Leader(Span),
    /// Who belongs to it.
    Member {
        /// By name or by office.
        who: Member,
        /// Whether the list names all: "consists of".
        closed: bool,
    },
    /// How many belong to it.
    Size(u32),
}

/// A member of a delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// Where the name stands.
    Name(Span),
    /// The office alone, in lower case: "deputy foreign minister".
    Role(String),
}

/// What delegations are looked for in.
pub(super) struct Delegations<'a> {
    pub doc: &'a Document,
    pub lexicons: &'a Lexicons,
    /// Names, places and roles, in order.
    pub mentions: &'a [Mention],
    /// For each token the name or place it belongs to.
    named: Vec<Option<usize>>,
}

/// Finds what is said of delegations; `mentions` holds names, places and roles in order of their tokens.
pub(super) fn find_parts(doc: &Document, mentions: &[Mention], lexicons: &Lexicons) -> Vec<Mention> {
    let mut named = vec![None; doc.tokens.len()];
    for (index, mention) in mentions.iter().enumerate() {
        if matches!(mention.value, Value::Name(_) | Value::Place(_)) {
            named[mention.tokens.clone()].fill(Some(index));
        }
    }
    let finder = Delegations { doc, lexicons, mentions, named };
    let mut bodies: Vec<Body> = Vec::new();
    let mut out: Vec<Mention> = Vec::new();
    for sentence in 0..doc.sentences.len() {
        if matches!(doc.kind_of(sentence), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        for noun in doc.sentences[sentence].tokens.clone() {
            if let Some(body) = finder.body(sentence, noun, &bodies) {
                out.extend(finder.of_body(&body));
                bodies.push(body);
            } else if finder.is_back_reference(noun)
                && let Some(body) = bodies.last().filter(|b| sentence - b.sentence <= 1)
            {
                out.extend(finder.behind_pronoun(sentence, noun, body));
            }
        }
        out.extend(finder.company(sentence, &bodies, &out));
        out.extend(finder.left_out(sentence, &bodies));
    }
    out.dedup();
    out
}

impl Delegations<'_> {
    fn of_body(&self, body: &Body) -> Vec<Mention> {
        let mut out: Vec<Mention> = self.sizes(body);
        out.extend(self.leader(body));
        out.extend(self.members(body));
        out
    }

    /// The part of `body` that the words at `tokens` of `sentence` tell.
    fn part(&self, sentence: usize, tokens: std::ops::Range<usize>, body: &Body, part: Part, denied: bool) -> Mention {
        let doc = self.doc;
        let value = PartValue {
            part,
            noun: doc.tokens[body.noun].lemma.to_lowercase(),
            words: doc.span_of(&(body.first..body.noun + 1)),
            owner: body.owner,
            inferred: body.inferred || body.sentence != sentence,
            place: body.place,
            denied,
        };
        let span = doc.span_of(&tokens);
        Mention { span, tokens, sentence, value: Value::Part(value), found_by: Arc::from("en/lexicons/predicates") }
    }

    /// The name or place that token `at` belongs to.
    fn named(&self, at: usize) -> Option<&Mention> {
        self.named.get(at).copied().flatten().map(|index| &self.mentions[index])
    }

    /// The person whose name token `at` belongs to; a full name of unknown kind may be one where `full` says that it will do.
    fn person(&self, at: usize, full: bool) -> Option<&Mention> {
        self.named(at).filter(|m| match &m.value {
            Value::Name(name) => {
                name.kind == NameKind::Person || full && name.kind == NameKind::Unknown && name.words.len() >= 2
            }
            _ => false,
        })
    }

    fn lower(&self, at: usize) -> &str {
        self.doc.tokens.get(at).map_or("", |t| &*t.lower)
    }

    fn is(&self, at: usize, class: &str) -> bool {
        let token = self.doc.tokens.get(at);
        token.is_some_and(|t| self.lexicons.has(class, &t.lower) || self.lexicons.has(class, &t.lemma.to_lowercase()))
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.doc.tokens.get(at).map(|t| t.pos)
    }

    fn form(&self, at: usize) -> Option<Form> {
        self.doc.tokens.get(at).map(|t| t.form)
    }

    fn denied(&self, tokens: std::ops::Range<usize>) -> bool {
        tokens.into_iter().any(|t| self.is(t, "negation"))
    }
}
