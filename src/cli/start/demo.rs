//! `crosscheck demo`: the report of a story that is part of the program.

use crate::{
    cli::{
        ExitStatus, output,
        start::{args::DemoArgs, open},
    },
    error::Error,
    inputs::{self, Given, Limits, Overrides},
    kept::Kept,
    pipeline,
    reports::{self, Job, Report},
    rules::Rules,
    watch::Watch,
};

/// A file of the story, as it is called in the report.
macro_rules! story {
    ($($name:literal),*) => {
        [$((
            concat!("ankara-or-istanbul/", $name),
            include_str!(concat!("../../../fixtures/stories/ankara-or-istanbul/", $name)),
        )),*]
    };
}

const STORY: [(&str, &str); 6] = story![
    "sources.toml",
    "albion-courier.txt",
    "daily-lantern.txt",
    "danube-review.md",
    "meridian.txt",
    "tidewater-live.txt"
];

const INVENTED: &str = "This is an invented story: no outlet and no person in it is real.\n\
                        Your own: `crosscheck report FOLDER`, or `crosscheck init FOLDER` first, to say who published what and when.\n";

/// Prints the report of the built-in story, or opens it as a page.
pub(in crate::cli) fn demo(args: &DemoArgs) -> std::result::Result<ExitStatus, Vec<Error>> {
    let one = |error| vec![error];
    let targets = output::targets(&args.output).map_err(one)?;
    for target in &targets {
        target.check(None).map_err(one)?;
    }
    let files = STORY.map(|(name, text)| Given { name, bytes: text.as_bytes() });
    let read = inputs::read_given(&files, &Overrides::default(), &Limits::default());
    let rules = Rules::embedded();
    let story = pipeline::run_with(&read.sources, &read.left_out, &rules, &Watch::silent(), &Kept::nothing());
    let mut report = Report::new(Job::Report, &story, &read.sources, &read.errors, &rules);
    report.zone = read.timezone;
    if args.open {
        let page = open::write("demo.html", &reports::html(&report)).map_err(one)?;
        output::print(&format!("{}\n{INVENTED}", page.display())).map_err(one)?;
        open::open(&page).map_err(one)?;
        return Ok(ExitStatus::Clean);
    }
    for target in &targets {
        report.width = target.columns(args.output.width);
        target.write(&report, None).map_err(one)?;
    }
    output::tell(INVENTED);
    Ok(ExitStatus::Clean)
}
