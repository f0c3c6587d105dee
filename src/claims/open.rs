//! Open claims: every value of a kind that can differ, with what its words say that it is about, where no rule names slot and subject.

use crate::{
    frames::{Frame, Grammar},
    mentions::{Aged, Designation, Mention, Value},
    rules::Lexicons,
    syntax::Dep,
    text::{BlockKind, Document, Pos},
    values::time::TimeClass,
};

/// Words above a value, up to the root, that say what it is about.
const LONGEST_CHAIN: usize = 4;
/// A sentence of more values of one kind is a table or a list of results.
const MOST_OF_KIND: usize = 24;

/// The kinds of values that can differ. Only claims of one kind are ever laid side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenKind {
    /// A count, an amount of money, a measure, a share.
    Number,
    /// A day, a clock time, a length of time.
    Time,
    /// A place by its name.
    Place,
    /// A person or an organisation by its name.
    Who,
    /// The age of a person.
    Age,
    /// The result of a game or a vote.
    Score,
    /// Which of several in order.
    Rank,
    /// One of several that exclude each other: alive or dead, signed or refused. No word of it is hidden.
    Kind,
}

impl OpenKind {
    /// All of them, in order.
    pub const ALL: [Self; 8] =
        [Self::Number, Self::Time, Self::Place, Self::Who, Self::Age, Self::Score, Self::Rank, Self::Kind];

    /// The word in weights and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Time => "time",
            Self::Place => "place",
            Self::Who => "who",
            Self::Age => "age",
            Self::Score => "score",
            Self::Rank => "rank",
            Self::Kind => "kind",
        }
    }

    /// The kind of what a mention names, if it can differ and is a value that words around it are said of.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Quantity(_) => Some(Self::Number),
            Value::Time(time) if time.class != TimeClass::Set && !time.timex.ends_with("_REF") => Some(Self::Time),
            Value::Place(place) if !place.demonym => Some(Self::Place),
            Value::Name(_) => Some(Self::Who),
            // Whose a nameless one is, only a rule can ask: "a man" may be anyone.
            Value::Age(age) if matches!(age.of, Aged::Named(_)) => Some(Self::Age),
            Value::Designation(d) if d.kind == Designation::Score => Some(Self::Score),
            Value::Designation(d) if d.kind == Designation::Rank => Some(Self::Rank),
            _ => None,
        }
    }
}

/// A value with what it is about. Indices are those of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClaim {
    /// Index of its sentence.
    pub sentence: usize,
    /// Index of its mention.
    pub mention: usize,
    /// What kind of value it is.
    pub kind: OpenKind,
    /// The token by which the value hangs in its sentence.
    pub head: usize,
    /// The nouns and verbs above it, the nearest first.
    pub chain: Vec<usize>,
    /// The verb that governs it, if any of those above is one.
    pub verb: Option<usize>,
    /// The subject of that verb.
    pub subject: Option<usize>,
    /// The object of that verb.
    pub object: Option<usize>,
    /// The event that it is an argument of, as an index of the frames, and which of its arguments; none of them where it is the event.
    pub frame: Option<(usize, Option<usize>)>,
    /// Whether it is said not to be so.
    pub denied: bool,
}

/// All open claims of a source, in order of their mentions.
pub fn open_claims(
    doc: &Document,
    mentions: &[Mention],
    frames: &[Frame],
    grammar: &Grammar,
    lexicons: &Lexicons,
) -> Vec<OpenClaim> {
    let scale = |value: &Value| match value {
        Value::Kind(kind) => lexicons.number("chance_of_scale", &kind.group).map(|_| OpenKind::Kind),
        _ => None,
    };
    let mut out: Vec<OpenClaim> = Vec::new();
    let mut seen = (usize::MAX, [0; OpenKind::ALL.len()]);
    for (index, mention) in mentions.iter().enumerate() {
        let Some(kind) = OpenKind::of(&mention.value).or_else(|| scale(&mention.value)) else { continue };
        if matches!(doc.kind_of(mention.sentence), BlockKind::Credit | BlockKind::Furniture) {
            continue;
        }
        if seen.0 != mention.sentence {
            seen = (mention.sentence, [0; OpenKind::ALL.len()]);
        }
        seen.1[kind as usize] += 1;
        if seen.1[kind as usize] <= MOST_OF_KIND {
            let claim = open_claim(doc, (index, mention), kind, frames, grammar);
            out.push(OpenClaim { denied: is_denied(doc, &claim, mention, frames, lexicons), ..claim });
        }
    }
    out
}

fn open_claim(
    doc: &Document,
    (index, mention): (usize, &Mention),
    kind: OpenKind,
    frames: &[Frame],
    grammar: &Grammar,
) -> OpenClaim {
    let inside = |token: &usize| mention.tokens.contains(token);
    let head = mention.tokens.clone().find(|t| grammar.head(*t).is_none_or(|above| !inside(&above)));
    let head = head.unwrap_or(mention.tokens.start);
    let telling = |t: &usize| matches!(doc.tokens[*t].pos, Pos::Noun | Pos::Verb | Pos::Propn | Pos::Adj);
    let above = grammar.ancestors(head).skip(1).filter(|t| !inside(t));
    let chain: Vec<usize> = above.filter(telling).take(LONGEST_CHAIN).collect();
    let verb = chain.iter().copied().find(|t| doc.tokens[*t].pos == Pos::Verb);
    let own = (kind == OpenKind::Kind && doc.tokens[head].pos == Pos::Verb).then_some(head);
    let child = |deps: &[Dep]| {
        let verb = own.or(verb)?;
        let sentence = doc.sentences[mention.sentence].tokens.clone();
        sentence.into_iter().find(|t| grammar.head(*t) == Some(verb) && deps.contains(&grammar.dep(*t)) && !inside(t))
    };
    OpenClaim {
        sentence: mention.sentence,
        mention: index,
        kind,
        head,
        verb,
        subject: child(&[Dep::Nsubj, Dep::NsubjPass]),
        object: child(&[Dep::Obj]),
        frame: innermost(frames, mention),
        denied: false,
        chain,
    }
}

/// Whether the verb of a claim, or the word before it, denies it.
fn is_denied(doc: &Document, claim: &OpenClaim, mention: &Mention, frames: &[Frame], lexicons: &Lexicons) -> bool {
    let of_verb = claim.frame.is_some_and(|(frame, _)| frames[frame].negated);
    let before = mention.tokens.start.checked_sub(1).filter(|t| doc.sentences[claim.sentence].tokens.contains(t));
    let negates = |t: usize| doc.tokens.get(t).is_some_and(|t| lexicons.has("negation", &t.lower));
    // The "not" of "pleaded not guilty" is part of the kind.
    !mention.tokens.clone().any(negates) && (of_verb || before.is_some_and(negates))
}

/// The frame that a mention is the verb of, or the one with the shortest argument around it, and which of its arguments that is.
fn innermost(frames: &[Frame], mention: &Mention) -> Option<(usize, Option<usize>)> {
    let from = frames.partition_point(|f| f.sentence < mention.sentence);
    let here = || frames.iter().enumerate().skip(from).take_while(|(_, f)| f.sentence == mention.sentence);
    let is_kind = matches!(mention.value, Value::Kind(_));
    if let Some((own, _)) = here().find(|(_, f)| is_kind && mention.tokens.contains(&f.predicate.token)) {
        return Some((own, None));
    }
    here()
        .flat_map(|(n, frame)| frame.arguments.iter().enumerate().map(move |(at, argument)| (n, at, argument)))
        .filter(|(_, _, a)| a.span.start <= mention.span.start && mention.span.end <= a.span.end)
        .min_by_key(|(n, at, a)| (a.span.end - a.span.start, *n, *at))
        .map(|(n, at, _)| (n, Some(at)))
}
