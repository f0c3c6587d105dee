//! `--explain ID`: the whole sum of the learned score for one finding, as a table.

use crate::{
    cli::output,
    error::{Error, ErrorKind, Result},
    judgement::explain,
    pipeline::Story,
};

/// Prints the sum of the finding of an id.
pub(super) fn print(id: &str, story: &Story) -> Result<()> {
    let Some(finding) = story.findings.iter().find(|f| f.id == id) else {
        let ids: Vec<&str> = story.findings.iter().map(|f| f.id.as_str()).collect();
        let known = if ids.is_empty() { "there are none".to_owned() } else { format!("there are {}", ids.join(", ")) };
        return Err(Error::new(ErrorKind::Usage, format!("no finding has the id {id}")).remedy(known));
    };
    let mut text = format!("{}\n{} ({})\n", finding.message, finding.severity.name(), finding.rule);
    match explain(finding, &story.judgement, &story.sources) {
        None => text += "No learned score has a say in it: its rule says what it weighs.\n",
        Some(sum) => {
            text += &format!("\n{:32} {:>5} {:>7}\n", "feature", "level", "weight");
            for part in sum.parts.iter().filter(|part| part.weight != 0) {
                text += &format!("{:32} {:>5} {:>+7}\n", part.feature.replace('_', " "), part.level, part.weight);
            }
            text += &format!("{:32} {:>5} {:>+7}\n", "every pair", "", sum.base);
            text += &format!("{:32} {:>5} {:>+7}\n", "sum", "", sum.total());
        }
    }
    output::print(&text)
}
