//! Normal forms of values, for reports.

use crate::{
    claims::{Claim, ClaimValue},
    mentions::Value,
    values::names::fold,
    verdicts::Court,
};

/// The normal form of a claim's value: a place's usual name, a TIMEX3 value, a number.
pub fn normalized(claim: &Claim, court: &Court) -> String {
    let analysis = &court.sources[claim.source];
    match &claim.value {
        ClaimValue::Place(mention) => court.entities.place(claim.source, *mention).map_or_else(
            || analysis.doc.slice(claim.value_span).to_owned(),
            |id| crate::mentions::gazetteer::Gazetteer::embedded().place(id).name.to_owned(),
        ),
        ClaimValue::Time(time) => time.normal(),
        ClaimValue::Number(number) => number.told(),
        ClaimValue::Polarity(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        ClaimValue::Kind(kind) => kind.normalized(),
        ClaimValue::Age(age) => age.normalized(),
        ClaimValue::Name(_) | ClaimValue::Quote(_) => fold(analysis.doc.slice(claim.value_span)),
        ClaimValue::Role(mention) => match &analysis.mentions[*mention].value {
            Value::Role(role) => format!("{} {}", role.which.join(" "), role.noun).trim().to_owned(),
            _ => String::new(),
        },
    }
}
