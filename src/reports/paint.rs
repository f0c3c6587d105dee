//! Colours of a terminal, or none.

use anstyle::{AnsiColor, Style};

use crate::values::Severity;

/// What a question and a value are printed in.
pub(super) const BOLD: Style = Style::new().bold();
/// What is there for those who look for it: places, reasons, rules.
pub(super) const DIM: Style = Style::new().dimmed();

/// Colours, or none.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    /// Whether there are colours.
    pub colour: bool,
}

impl Paint {
    /// `text` in this style.
    pub(super) fn on(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// The colour of a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}
