//! `diff` in a terminal: what two sources say, side by side, and the text they share with the words that changed.

use anstyle::Style;

use crate::{
    findings::Evidence,
    reports::{
        Report,
        columns::{Cell, Columns},
        paint::{BOLD, DIM, Paint, style_of},
        report::{percent, plural},
        shared::{self, Sentence, Shared},
        side_by_side::{self, Mark, Row, Said},
        text::{indented, question},
        wrap::{self, plain},
    },
};

/// Columns where the report goes to no terminal.
const WIDTH: usize = 100;

/// Places of one value that are named.
const PLACES: usize = 5;

/// Everything a row needs.
struct Table<'a> {
    report: &'a Report<'a>,
    sources: [usize; 2],
    columns: Columns,
    width: usize,
    paint: Paint,
}

/// The table of the facts, then the shared text; nothing when there are not two sources.
pub(super) fn text(report: &Report, paint: Paint) -> String {
    let Some(sources) = side_by_side::sources(report) else { return String::new() };
    let width = report.width.unwrap_or(WIDTH);
    let table = Table { report, sources, columns: Columns::new(width, paint), width, paint };
    let rows = side_by_side::rows(report, sources);
    let mut out = table.head();
    for mark in Mark::ALL {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.mark == mark).collect();
        if !rows.is_empty() {
            out.push_str(&table.section(&format!(
                "{} {}: {}",
                mark.sign(),
                mark.meaning(),
                plural(rows.len(), "fact")
            )));
            for row in rows {
                out.push_str(&table.row(row));
            }
        }
    }
    out.push_str(&table.shared());
    out
}

impl Table<'_> {
    /// Which source is left and which right: its file below the folder that both are in, its outlet, when it was published.
    fn head(&self) -> String {
        let paths = self.sources.map(|source| self.report.story.sources[source].path.as_str());
        let folder = common_folder(paths);
        let cell = |side: usize| {
            let source = self.sources[side];
            let mut cell = Cell::default();
            for line in wrap::fill(&plain(&paths[side][folder.len()..]), self.columns.cell_width()) {
                cell.push(line, BOLD);
            }
            let published = self.report.sources[source].published.as_ref().map(|p| p.value.to_string());
            let outlet = &self.report.story.sources[source].outlet;
            let byline = format!("{outlet}, {}", published.unwrap_or_else(|| "time unknown".to_owned()));
            for line in wrap::fill(&plain(&byline), self.columns.cell_width()) {
                cell.push(line, DIM);
            }
            cell
        };
        let above = if folder.is_empty() { String::new() } else { self.remark(&format!("in {folder}")) };
        format!("{above}{}\n", self.columns.row(" ", &cell(0), &cell(1)))
    }

    /// A heading that runs to the end of the line.
    fn section(&self, title: &str) -> String {
        let mut out = String::new();
        let mut lines = wrap::fill(&format!("── {title}"), self.width);
        if let Some(last) = lines.last_mut() {
            let rule = self.width.min(WIDTH).saturating_sub(last.chars().count() + 1);
            last.push_str(&format!(" {}", "─".repeat(rule)));
        }
        for line in lines {
            out.push_str(&self.paint.on(BOLD, line.trim_end()));
            out.push('\n');
        }
        out + "\n"
    }

    fn row(&self, row: &Row) -> String {
        let style = row.finding.map_or(DIM, |finding| style_of(finding.severity));
        let mut out = match row.finding {
            Some(finding) => question(finding, Some(self.width), self.paint),
            None => self.line(&format!("{}: {}", row.slot.name(), row.subject), BOLD),
        };
        let [left, right] = [0, 1].map(|side| self.cell(&row.columns[side], row.finding.is_some(), style));
        out.push_str(&self.columns.row(row.mark.sign(), &left, &right));
        if let Some(finding) = row.finding {
            if !finding.why.is_empty() {
                out.push_str(&self.remark(&format!("why: {}", finding.why.join("; "))));
            }
            out.push_str(&self.remark(&format!("rule: {} ({})", finding.rule, finding.id)));
        }
        out.push('\n');
        out
    }

    /// Text over both columns.
    fn line(&self, text: &str, style: Style) -> String {
        wrap::fill(&plain(text), self.width).iter().map(|line| self.paint.on(style, line) + "\n").collect()
    }

    /// Text over both columns for those who look for it.
    fn remark(&self, text: &str) -> String {
        indented(text, 0, Some(self.width), self.paint)
    }

    /// What one source says: each value with its places, and the words of the first. A finding shows the whole sentence.
    fn cell(&self, said: &[Said], whole: bool, style: Style) -> Cell {
        let mut cell = Cell::default();
        for said in said {
            let place = |e: &Evidence| {
                let (line, column) = self.report.place(e);
                format!("{line}:{column}")
            };
            let places: Vec<String> = said.evidence.iter().take(PLACES).map(place).collect();
            let more = if said.evidence.len() > PLACES { " …" } else { "" };
            let head = format!("{}{more}  {}", places.join(", "), said.value);
            for line in wrap::fill(&plain(&head), self.columns.cell_width()) {
                cell.push(line, if whole { BOLD } else { Style::new() });
            }
            // What is all of its evidence, as quoted words are, is not printed twice.
            let Some(first) = said.evidence.first().filter(|e| whole || e.span != e.value) else { continue };
            let doc = &self.report.story.sources[first.source].doc;
            let span = if whole { doc.sentences[first.sentence].span } else { first.span };
            let marks = if whole { &[first.value][..] } else { &[] };
            let lines = wrap::wrap(&doc.text, span, marks, self.columns.cell_width());
            cell.extend(lines, if whole { Style::new() } else { DIM }, style);
        }
        cell
    }

    /// The passages that stand in both, sentence by sentence, with carets under the words that changed.
    fn shared(&self) -> String {
        let mut out = String::new();
        for Shared { copy, changed, alike } in shared::shared(self.report, self.sources) {
            let (class, share) = (copy.class.name(), percent(copy.similarity));
            out.push_str(&self.section(&format!("shared text, {class}: {share} % of the words")));
            for pair in &changed {
                let [left, right] = [&pair[0], &pair[1]].map(|sentence| self.sentence(sentence));
                out.push_str(&self.columns.row(Mark::Differ.sign(), &left, &right));
                out.push('\n');
            }
            if let [first, rest @ ..] = &alike[..] {
                let [left, right] = [&first[0], &first[1]].map(|sentence| self.sentence(sentence));
                out.push_str(&self.columns.row(Mark::Agree.sign(), &left, &right));
                if !rest.is_empty() {
                    out.push_str(&self.remark(&format!("and {} word for word", plural(rest.len(), "sentence"))));
                }
                out.push('\n');
            }
        }
        out
    }

    fn sentence(&self, sentence: &Sentence) -> Cell {
        let doc = &self.report.story.sources[sentence.source].doc;
        let (line, column) = self.report.lines[sentence.source].place(&doc.text, sentence.span.start);
        let mut cell = Cell::default();
        cell.push(format!("{line}:{column}"), DIM);
        let lines = wrap::wrap(&doc.text, sentence.span, &sentence.changed, self.columns.cell_width());
        cell.extend(lines, Style::new(), BOLD);
        cell
    }
}

/// The folder that two paths share, with its `/`; empty for none.
fn common_folder([left, right]: [&str; 2]) -> &str {
    let shared = left.bytes().zip(right.bytes()).take_while(|(a, b)| a == b).count();
    let end = left.bytes().take(shared).rposition(|b| b == b'/').map_or(0, |at| at + 1);
    &left[..end]
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn paths_share_whole_folders() {
        assert_eq!(common_folder(["a/b/courier.txt", "a/b/courant.txt"]), "a/b/");
        assert_eq!(common_folder(["a/b.txt", "a/b.txt"]), "a/");
        assert_eq!(common_folder(["é.txt", "è.txt"]), "");
    }
}
