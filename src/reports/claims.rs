//! What a source claims, as rows of JSON: for whoever searches claims and compares none.

use serde_json::{Value as Json, json};

use crate::{
    claims::{Claim, ClaimValue, OpenClaim, SourceAnalysis},
    findings::ONE_THING,
    mentions::{Mention, NameKind, Part, Value, gazetteer::Gazetteer},
    rules::Rules,
};

/// The claims of a source, then the values that no rule need know the slot of.
pub fn claims(analysis: &SourceAnalysis, rules: &Rules) -> Vec<Json> {
    let open = analysis.open.iter().map(|c| open_claim(analysis, c));
    analysis.claims.iter().map(|c| claim(analysis, c, rules)).chain(open).collect()
}

fn claim(analysis: &SourceAnalysis, claim: &Claim, rules: &Rules) -> Json {
    let doc = &analysis.doc;
    let value = match &claim.value {
        ClaimValue::Quote(_) => doc.slice(claim.value_span).to_owned(),
        ClaimValue::Place(mention) | ClaimValue::Name(mention) | ClaimValue::Role(mention) => {
            kind_and_value(&analysis.mentions[*mention]).1
        }
        ClaimValue::Time(time) => time.timex.clone(),
        ClaimValue::Number(n) => n.told(),
        ClaimValue::Kind(kind) => kind.normalized(),
        ClaimValue::Age(age) => age.normalized(),
        ClaimValue::Polarity(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    };
    json!({
        "path": analysis.path, "start": claim.evidence.start, "end": claim.evidence.end, "text": doc.slice(claim.evidence),
        "slot": claim.slot.name(), "subject": claim.subject.text, "value": value, "denied": claim.denied,
        "modality": claim.modality.name(), "doubtful": claim.doubtful, "rule": rules.claims[claim.rule].id,
    })
}

/// A value that no rule need know the slot of, with the words that say what it is about.
fn open_claim(analysis: &SourceAnalysis, claim: &OpenClaim) -> Json {
    let (doc, mention) = (&analysis.doc, &analysis.mentions[claim.mention]);
    let word = |token: Option<usize>| token.map(|t| &*doc.tokens[t].lemma);
    let above: Vec<&str> = claim.chain.iter().map(|t| &*doc.tokens[*t].lemma).collect();
    json!({
        "path": analysis.path, "start": mention.span.start, "end": mention.span.end, "text": doc.slice(mention.span),
        "slot": claim.kind.name(), "subject": above.join(" "), "value": kind_and_value(mention).1, "rule": ONE_THING, "open": true,
        "verb": word(claim.verb), "subject_of_verb": word(claim.subject), "object_of_verb": word(claim.object),
    })
}

/// What a mention is and its normal value, for a reader.
pub fn kind_and_value(mention: &Mention) -> (&'static str, String) {
    match &mention.value {
        Value::Time(time) => ("time", time.timex.clone()),
        Value::Place(place) => (
            if place.demonym { "demonym" } else { "place" },
            Gazetteer::embedded().place(place.candidates[0]).name.to_owned(),
        ),
        Value::Name(name) => {
            let kind = match name.kind {
                NameKind::Person => "person",
                NameKind::Organisation => "organisation",
                NameKind::Unknown => "name",
                NameKind::Street => "street",
                NameKind::School => "school",
                NameKind::Ship => "ship",
                NameKind::Team => "team",
                NameKind::Law => "law",
                NameKind::Storm => "storm",
            };
            (kind, name.words.join(" "))
        }
        Value::Quantity(q) => ("quantity", q.told()),
        Value::Designation(value) => ("designation", format!("{} {}", value.kind.name(), value.written)),
        Value::Kind(kind) => ("kind", format!("{} {}", kind.group, kind.word())),
        Value::Event(event) => ("event", event.lemma.clone()),
        Value::Role(role) => ("role", format!("{} {}", role.which.join(" "), role.noun).trim().to_owned()),
        Value::Age(age) => ("age", age.age.normalized()),
        Value::Part(part) => match &part.part {
            Part::Leader(_) => ("leader", part.noun.clone()),
            Part::Member { .. } => ("member", part.noun.clone()),
            Part::Size(number) => ("size", number.to_string()),
        },
    }
}
