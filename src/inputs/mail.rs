//! Electronic letters (`.eml`): the text of the letter, with its subject, sender and date. Attachments are told and not read.

use mail_parser::{ContentType, MessageParser, MimeHeaders, PartType};

use crate::inputs::{
    Limits,
    fields::{Fields, filled},
    formats::Reading,
    html, markup,
    story::{Item, Part, Refusal},
    written_time::loose_time,
};

const SAVE_AGAIN: &str = "save the letter again, or its text as .txt";

/// Reads a letter.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    let message = MessageParser::default().parse(bytes);
    let message = message.filter(|m| m.from().is_some() || m.subject().is_some() || m.date().is_some());
    let Some(message) = message else { return Err(Refusal::new("this is no electronic letter", SAVE_AGAIN)) };
    let plain = message.text_body.iter().filter_map(|at| message.parts.get(*at as usize));
    let text = plain.filter_map(|part| match &part.body {
        PartType::Text(text) => Some(unfolded(text, part.content_type())),
        _ => None,
    });
    let text: Vec<String> = text.collect();
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|s| s.name().or_else(|| s.address())).and_then(one_line);
    let fields = Fields {
        outlet: name,
        published: message.date().and_then(|date| loose_time(&date.to_rfc3339())),
        headline: message.subject().and_then(one_line),
        ..Fields::default()
    };
    let headline = fields.headline.clone();
    let mut body: Vec<Part> = own_lines(&text.join("\n"));
    if body.is_empty()
        && let Some(page) = message.body_html(0)
    {
        body = html::parts(&page, limits)?;
    }
    let mut item = Item { headline, body, more: fields, ..Item::default() };
    item.outlet = item.more.outlet.take();
    item.published = item.more.published.take();
    let attached = message.attachments();
    item.skipped.extend(attached.map(|part| match part.attachment_name() {
        Some(name) => format!("the attachment `{name}`: save it as a file of its own"),
        None => "an attachment without a name".to_owned(),
    }));
    Ok(Reading::one(item.story("mail"), "UTF-8"))
}

/// A value of the head of a letter.
fn one_line(value: &str) -> Option<String> {
    filled(&markup::plain_line(value))
}

/// A text of `format=flowed` with each paragraph on a line: a line that ends in a blank goes on in the next one. With `DelSp=yes` the
/// blank is none of the text, and a word may go on there.
fn unfolded(text: &str, kind: Option<&ContentType>) -> String {
    let says =
        |key: &str, value: &str| kind.and_then(|k| k.attribute(key)).is_some_and(|v| v.eq_ignore_ascii_case(value));
    if !says("format", "flowed") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        // A blank in front keeps a line from being taken for a quotation.
        let line = line.strip_prefix(' ').unwrap_or(line);
        let goes_on = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        out.push_str(line.strip_suffix(' ').filter(|_| goes_on && says("delsp", "yes")).unwrap_or(line));
        if !goes_on {
            out.push_str(if line == "-- " { "\n" } else { "\n\n" });
        }
    }
    out
}

/// The lines of a letter without those that it quotes and without its signature.
fn own_lines(text: &str) -> Vec<Part> {
    let own = text.lines().take_while(|line| *line != "-- ").filter(|line| !line.starts_with('>'));
    let mut out: Vec<Part> = Vec::new();
    let mut open = String::new();
    // A letter is wrapped at some 72 columns, and an empty line ends a paragraph.
    for line in own.chain([""]) {
        let words = markup::plain_line(line);
        if words.is_empty() {
            if !open.is_empty() {
                out.push(Part::from(std::mem::take(&mut open)));
            }
        } else {
            let short = open.is_empty() || line.starts_with(['-', '*', ' ', '\t']);
            open.push_str(if open.is_empty() {
                ""
            } else if short {
                "\n"
            } else {
                " "
            });
            open.push_str(&words);
        }
    }
    out
}
