//! What two findings tell of one place is told once.

use crate::{
    claims::SourceAnalysis,
    copies::Voices,
    findings::{Evidence, Finding},
    text::Span,
    values::{Slot, names::fold},
};

/// Takes out of `findings`, the surest first, what an earlier one tells already: a finding that sets one of its places against one of an
/// earlier one's gives the other places to it, and a quotation is not told beside the one word of it that differs.
pub(super) fn told_once(findings: Vec<Finding>, sources: &[SourceAnalysis], voices: &Voices) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for finding in findings {
        match out
            .iter_mut()
            .find(|earlier| are_of_one_slot(earlier, &finding) && sets_the_same_apart(earlier, &finding))
        {
            Some(earlier) if earlier.slot == finding.slot => earlier.hear(finding, voices),
            // Whom a name was exchanged for is told by who did it to whom.
            Some(earlier) if finding.slot == Slot::Agent => *earlier = finding,
            Some(_) => {}
            None => out.push(finding),
        }
    }
    let told = |quote: &Finding| {
        let others = out.iter().filter(|other| other.slot != Slot::Quote && other.severity >= quote.severity);
        quote.slot == Slot::Quote && others.into_iter().any(|other| is_all_that_differs(other, quote, sources))
    };
    let kept: Vec<bool> = out.iter().map(|finding| !told(finding)).collect();
    let mut kept = kept.into_iter();
    out.retain(|_| kept.next().unwrap_or(true));
    out
}

/// Whether two findings may tell one difference: who did it, and which name stands there, do.
fn are_of_one_slot(a: &Finding, b: &Finding) -> bool {
    a.slot == b.slot || matches!((a.slot, b.slot), (Slot::Agent, Slot::Name) | (Slot::Name, Slot::Agent))
}

/// Whether the two sides of both stand, in the same order or the other, on a place in common.
fn sets_the_same_apart(a: &Finding, b: &Finding) -> bool {
    let ([x, y], [u, v]) = (&a.sides[..], &b.sides[..]) else { return false };
    let meet = |a: &[Evidence], b: &[Evidence]| {
        a.iter().any(|e| b.iter().any(|f| e.source == f.source && e.value.overlaps(f.value)))
    };
    let (x, y, u, v) = (&x.evidence, &y.evidence, &u.evidence, &v.evidence);
    meet(x, u) && meet(y, v) || meet(x, v) && meet(y, u)
}

/// Whether the two quotations of `quote` are the same but for what `other` sets apart.
fn is_all_that_differs(other: &Finding, quote: &Finding, sources: &[SourceAnalysis]) -> bool {
    let ([x, y], [u, v]) = (&other.sides[..], &quote.sides[..]) else { return false };
    let rest = |quoted: &[Evidence], values: &[Evidence]| {
        let inside = |q: &Evidence, e: &Evidence| e.source == q.source && q.value.contains(e.value);
        let (q, e) = quoted.iter().find_map(|q| Some((q, values.iter().find(|e| inside(q, e))?)))?;
        let doc = &sources[q.source].doc;
        let words = |span: Span| fold(doc.slice(span));
        Some((words(Span::new(q.value.start, e.value.start)), words(Span::new(e.value.end, q.value.end))))
    };
    let same = |x: &[Evidence], y: &[Evidence]| {
        let (one, other) = (rest(&u.evidence, x), rest(&v.evidence, y));
        one.is_some() && one == other
    };
    same(&x.evidence, &y.evidence) || same(&y.evidence, &x.evidence)
}

impl Finding {
    /// Adds the places of `other`, which sets the same values apart, to the sides that share one of them.
    fn hear(&mut self, other: Self, voices: &Voices) {
        for side in other.sides {
            let shares =
                |own: &Evidence| side.evidence.iter().any(|e| e.source == own.source && e.value.overlaps(own.value));
            let Some(own) = self.sides.iter_mut().find(|own| own.evidence.iter().any(shares)) else { continue };
            let known = |e: &Evidence| own.evidence.iter().any(|o| o.source == e.source && o.value.overlaps(e.value));
            let new: Vec<Evidence> = side.evidence.iter().filter(|e| !known(e)).cloned().collect();
            own.evidence.extend(new);
            own.evidence.sort_by_key(|e| (e.source, e.span, e.value));
            own.voices = voices.count(&own.evidence.iter().map(|e| (e.source, e.sentence)).collect());
        }
    }
}
