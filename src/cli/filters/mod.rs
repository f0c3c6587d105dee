//! The filters of an archive: lines in, lines out, nothing kept between two stories. What stands in one line, or in lines with one key,
//! is all that a line of the output depends on, so the lines may be shared out over machines and come in any order.

mod args;
mod compare;
mod extract;
mod lines;
mod render;

pub use args::{CompareArgs, RecordArgs, RenderArgs};
pub(super) use compare::compare;
pub(super) use extract::extract;
pub(super) use lines::in_order;
pub(super) use render::render;

use crate::{
    cli::{
        compare::nothing_to_compare,
        config::Settings,
        filters::args::LineArgs,
        run::{load_rules, one},
    },
    error::Error,
    inputs::{Inputs, Limits},
    kept::Kept,
    pipeline::{self, Story},
    rules::Rules,
    watch::Watch,
};

/// What every story is compared with.
struct Desk {
    settings: Settings,
    rules: Rules,
    limits: Limits,
}

impl Desk {
    fn read(args: &LineArgs) -> Result<Self, Vec<Error>> {
        let mut settings = Settings::read(&[], &args.config).map_err(one)?;
        settings.select(&args.select);
        let mut rules = load_rules(args.rules.rules.as_ref(), &settings)?;
        settings.weigh(&mut rules)?;
        let mut limits = Limits::default();
        if let Some(mebibytes) = args.max_text_size {
            limits.text_bytes = mebibytes.saturating_mul(1 << 20);
        }
        Ok(Self { settings, rules, limits })
    }

    /// What the stages make of the inputs of one story; that there is nothing to compare is among their errors afterwards.
    fn story(&self, inputs: &mut Inputs) -> Story {
        inputs.errors.extend(nothing_to_compare(inputs));
        let mut story =
            pipeline::run_with(&inputs.sources, &inputs.left_out, &self.rules, &Watch::silent(), &Kept::nothing());
        story.findings = self.settings.sift(story.findings);
        story
    }
}
