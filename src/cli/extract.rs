//! `crosscheck extract`: what a stage made of each source, one JSON object a line.

use serde_json::{Value as Json, json};

use crate::{
    claims::SourceAnalysis,
    cli::{
        args::{Format as Printed, Stage},
        output, syntax_table,
    },
    error::Result,
    frames::Frame,
    inputs::{Format, Source},
    mentions::{Mention, Value},
    pipeline,
    reports::{claims, kind_and_value},
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
            Stage::Text | Stage::Records => Vec::new(),
            Stage::Syntax if format == Printed::Text => {
                output::print(&syntax_table::text(&analysis))?;
                continue;
            }
            Stage::Syntax => syntax_table::json(&analysis),
            Stage::Mentions => analysis.mentions.iter().map(|m| mention(&analysis, m)).collect(),
            Stage::Frames => analysis.frames.iter().map(|f| frame(&analysis, f)).collect(),
            Stage::Claims => claims(&analysis, rules),
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
