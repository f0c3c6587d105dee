//! Whose words a frame is: the outlet's own, a quoted speaker's, or someone's whom the sentence cites.

use crate::{
    frames::{Attribution, Frame, PredicateKind, Role},
    rules::Lexicons,
    text::{Document, Span},
};

/// Sets the attribution of the frames of sentence `index`.
pub(super) fn attribute(doc: &Document, index: usize, frames: &mut [Frame], lexicons: &Lexicons) {
    let cited = citation(doc, index, lexicons);
    let reporting = frames.iter().find(|f| {
        f.predicate.kind == PredicateKind::Verb
            && lexicons.has("reporting_verb", &f.predicate.lemma)
            && doc.quote_at(doc.tokens[f.predicate.token].span).is_none()
    });
    let said = reporting.map(|f| (f.predicate.token, f.of_role(Role::Agent).next().map(|a| a.span)));
    for frame in frames {
        let at = doc.tokens[frame.predicate.token].span;
        if let Some(quote) = doc.quote_at(at) {
            frame.attribution = Some(Attribution { speaker: quote.speaker, quoted: true, presupposed: false });
        } else if let Some((_, speaker)) = said.filter(|(verb, _)| governs(doc, *verb, frame)) {
            let presupposed = is_presupposed(frame);
            frame.attribution = Some(Attribution { speaker, quoted: false, presupposed });
        } else if let Some(source) = cited {
            frame.attribution = Some(Attribution { speaker: Some(source), quoted: false, presupposed: false });
        }
    }
}

/// In indirect speech an event noun under a verb is taken for granted: "he said Rossi would attend talks in Lisbon" says of Rossi what
/// the speaker said, and of the talks what the outlet knows.
fn is_presupposed(frame: &Frame) -> bool {
    frame.predicate.kind == PredicateKind::EventNoun && frame.governor.is_some()
}

/// Whether the reporting verb at token `verb` has `frame` in its scope: what follows the verb, or, when the verb closes the
/// sentence (", he said."), what goes before.
fn governs(doc: &Document, verb: usize, frame: &Frame) -> bool {
    if frame.predicate.token == verb {
        return false;
    }
    if frame.predicate.token > verb {
        return true;
    }
    let sentence = &doc.sentences[frame.sentence];
    let rest = sentence.tokens.end - verb;
    let comma_before = doc.tokens[frame.predicate.token..verb].iter().any(|t| &*t.lower == ",");
    rest <= 6 && comma_before
}

/// "according to X" anywhere in the sentence: the words of X.
fn citation(doc: &Document, index: usize, lexicons: &Lexicons) -> Option<Span> {
    let sentence = &doc.sentences[index];
    let cue = sentence.tokens.clone().find(|&t| lexicons.has("citation_cue", &doc.tokens[t].lower))?;
    let next = doc.chunks.partition_point(|c| c.tokens.start <= cue);
    doc.chunks.get(next).filter(|c| c.sentence == index).map(|c| doc.span_of(&c.tokens))
}
