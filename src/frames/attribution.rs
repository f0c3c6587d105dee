//! Whose words a frame is: the outlet's own, a quoted speaker's, or someone's whom the sentence cites.

use crate::{
    frames::{Attribution, Frame, PredicateKind, Role, parse::Parse, subject::SUBJECTS},
    rules::Lexicons,
    syntax::Dep,
    text::{Document, Form, Span},
};

/// Sets the attribution of the frames of sentence `index`.
pub(super) fn attribute(parse: &Parse, index: usize, frames: &mut [Frame]) {
    let (doc, lexicons) = (parse.doc, parse.lexicons);
    let cited = citation(doc, index, lexicons);
    let reporting: Vec<(usize, Option<Span>)> = frames
        .iter()
        .filter(|f| {
            f.predicate.kind == PredicateKind::Verb
                && lexicons.has("reporting_verb", &f.predicate.lemma)
                && doc.quote_at(doc.tokens[f.predicate.token].span).is_none()
        })
        .map(|f| {
            let speaker = aside(parse, f.predicate.token).or_else(|| f.of_role(Role::Agent).next().map(|a| a.span));
            (f.predicate.token, speaker)
        })
        .collect();
    for frame in frames {
        let at = doc.tokens[frame.predicate.token].span;
        let said = || reporting.iter().find(|(verb, _)| governs(parse, *verb, frame.predicate.token));
        if let Some(quote) = doc.quote_at(at) {
            frame.attribution = Some(Attribution { speaker: quote.speaker, quoted: true, presupposed: false });
        } else if let Some((_, speaker)) = said() {
            let presupposed = is_presupposed(frame);
            frame.attribution = Some(Attribution { speaker: *speaker, quoted: false, presupposed });
        } else if let Some(source) = cited {
            frame.attribution = Some(Attribution { speaker: Some(source), quoted: false, presupposed: false });
        }
    }
}

/// Who speaks between a comma and the verb: in "the ferry sank, and nine people were killed, police said" not the ferry.
fn aside(parse: &Parse, verb: usize) -> Option<Span> {
    let doc = parse.doc;
    let speaker = verb.checked_sub(1).filter(|s| parse.head(*s) == Some(verb) && SUBJECTS.contains(&parse.dep(*s)))?;
    let chunk = doc.chunks.get(doc.chunks.partition_point(|c| c.tokens.end <= speaker))?;
    let comma = chunk.tokens.start.checked_sub(1).is_some_and(|c| &*doc.tokens[c].lower == ",");
    (comma && chunk.tokens.contains(&speaker)).then(|| doc.span_of(&chunk.tokens))
}

/// In indirect speech an event noun under a verb is taken for granted: "he said Rossi would attend talks in Lisbon" says of Rossi what
/// the speaker said, and of the talks what the outlet knows.
fn is_presupposed(frame: &Frame) -> bool {
    frame.predicate.kind == PredicateKind::EventNoun && frame.governor.is_some()
}

/// Whether the reporting verb has `token` in its scope: in the clause that is its complement, or, when it stands aside (", he said."),
/// in the clause that it stands aside of.
fn governs(parse: &Parse, verb: usize, token: usize) -> bool {
    if token == verb {
        return false;
    }
    let mut below = token;
    for above in parse.ancestors(token).skip(1) {
        if above == verb {
            // "Rossi, speaking in Lisbon, said": a participle without a subject is no speech.
            let participle = parse.doc.tokens[below].form == Form::Ing && parse.child(below, &SUBJECTS).is_none();
            if participle && below < verb {
                return false;
            }
            return matches!(parse.dep(below), Dep::Ccomp | Dep::Xcomp | Dep::Obj | Dep::Parataxis);
        }
        below = above;
    }
    // Not under the verb: the verb stands aside.
    parse.dep(verb) == Dep::Parataxis && parse.head(verb).is_some_and(|main| parse.ancestors(token).any(|t| t == main))
}

/// "according to X" anywhere in the sentence: the words of X.
fn citation(doc: &Document, index: usize, lexicons: &Lexicons) -> Option<Span> {
    let sentence = &doc.sentences[index];
    let cue = sentence.tokens.clone().find(|&t| lexicons.has("citation_cue", &doc.tokens[t].lower))?;
    let next = doc.chunks.partition_point(|c| c.tokens.start <= cue);
    doc.chunks.get(next).filter(|c| c.sentence == index).map(|c| doc.span_of(&c.tokens))
}
