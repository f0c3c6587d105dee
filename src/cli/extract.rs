//! `crosscheck extract`: what a stage made of each source, one JSON object a line.

use serde_json::{Value as Json, json};

use crate::{
    claims::{Claim, ClaimValue, OpenClaim, SourceAnalysis},
    cli::{
        args::{Format as Printed, Stage},
        output, syntax_table,
    },
    error::Result,
    findings::ONE_THING,
    frames::Frame,
    inputs::{Format, Source},
    mentions::{Mention, NameKind, Part, Value, gazetteer::Gazetteer},
    pipeline,
    rules::Rules,
    text::{BlockKind, Document, annotate},
    values::time::TimeClass,
};

/// Prints the stage for all sources, in order.
pub(super) fn print(sources: &[Source], stage: Stage, format: Printed, rules: &Rules) -> Result<()> {
    for (number, source) in sources.iter().enumerate() {
        if stage == Stage::Text {
            output::print(&text(source, rules))?;
            continue;
        }
        let analysis = pipeline::analyse(number, source, rules);
        let lines: Vec<Json> = match stage {
            Stage::Text => Vec::new(),
            Stage::Syntax if format == Printed::Text => {
                output::print(&syntax_table::text(&analysis))?;
                continue;
            }
            Stage::Syntax => syntax_table::json(&analysis),
            Stage::Mentions => analysis.mentions.iter().map(|m| mention(&analysis, m)).collect(),
            Stage::Frames => analysis.frames.iter().map(|f| frame(&analysis, f)).collect(),
            Stage::Claims => {
                let open = analysis.open.iter().map(|c| open_claim(&analysis, c));
                analysis.claims.iter().map(|c| claim(&analysis, c, rules)).chain(open).collect()
            }
        };
        output::print(&output::harmless_json(&lines.iter().map(|l| format!("{l}\n")).collect::<String>()))?;
    }
    Ok(())
}

/// The text of a source as an editor reads it.
fn text(source: &Source, rules: &Rules) -> String {
    match source.format {
        // The offsets of every output refer to the text that is put together from JSON.
        Format::Json | Format::JsonLines => source.text.clone(),
        format => body(&annotate(&source.text, &source.layout, &rules.lexicons), source, format.is_verbatim()),
    }
}

/// The blocks that are text, one a line, without the bytes that are markup and without what could drive a terminal. Of a page, whose
/// headline and captions are known for what they are, they are no part of the body.
fn body(doc: &Document, source: &Source, verbatim: bool) -> String {
    let hidden = &source.layout.hidden;
    let headlines = doc.blocks.iter().take_while(|block| block.kind == BlockKind::Headline).count();
    let is_label = |at: usize, kind: BlockKind| kind == BlockKind::Caption || at < headlines;
    let text = doc.blocks.iter().enumerate().filter(|(at, b)| {
        !matches!(b.kind, BlockKind::Furniture | BlockKind::Credit) && (verbatim || !is_label(*at, b.kind))
    });
    text.map(|(_, block)| {
        // A block may end inside the markup that closes it.
        let shown = |at: usize| hidden.get(hidden.partition_point(|h| h.end <= at)).is_none_or(|h| h.start > at);
        let chars = doc.slice(block.span).char_indices().filter(|(at, _)| shown(block.span.start + at));
        let line: String = chars.map(|(_, c)| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        format!("{}\n", line.trim())
    })
    .collect()
}

fn mention(analysis: &SourceAnalysis, mention: &Mention) -> Json {
    let (kind, value) = kind_and_value(mention);
    let mut row = json!({
        "path": analysis.path, "kind": kind, "start": mention.span.start, "end": mention.span.end,
        "text": analysis.doc.slice(mention.span), "value": value, "found_by": &*mention.found_by,
    });
    if let Value::Time(time) = &mention.value {
        row["type"] = Json::from(match time.class {
            TimeClass::Date => "DATE",
            TimeClass::Time => "TIME",
            TimeClass::Duration => "DURATION",
            TimeClass::Set => "SET",
        });
    }
    if let Value::Name(name) = &mention.value
        && let Some(hint) = name.hint
    {
        row["hint"] = Json::from(hint.code());
    }
    row
}

pub(super) fn kind_and_value(mention: &Mention) -> (&'static str, String) {
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

fn frame(analysis: &SourceAnalysis, frame: &Frame) -> Json {
    let doc = &analysis.doc;
    let arguments: Vec<Json> = frame
        .arguments
        .iter()
        .map(|a| json!({"role": format!("{:?}", a.role).to_lowercase(), "preposition": a.preposition, "text": doc.slice(a.span), "doubtful": a.doubtful}))
        .collect();
    json!({
        "path": analysis.path, "start": frame.span.start, "end": frame.span.end, "text": doc.slice(frame.span),
        "predicate": frame.predicate.lemma, "arguments": arguments, "denied": frame.negated, "modality": frame.modality.name(),
        "attributed_to": frame.attribution.as_ref().and_then(|a| a.speaker).map(|s| doc.slice(s)),
    })
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
