//! What holds in the end: the command line over `crosscheck.toml` over what the program does by itself.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use chrono_tz::Tz;

use crate::{
    cli::{
        args::FailOn,
        config::{
            ConfigArgs, ConfigCommand, SelectArgs,
            file::{self, Level},
            selection,
        },
        run::zone,
    },
    error::{Error, ErrorKind, Result},
    findings::Finding,
    inputs::{self, Known, Source},
    rules::{Rules, files::line_of},
};

/// The name of the configuration file.
pub(in crate::cli) const FILE_NAME: &str = "crosscheck.toml";

/// Every setting with its origin. What nothing says is `None`.
#[derive(Debug, Default)]
pub(in crate::cli) struct Settings {
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// The zone of times that name none.
    pub timezone: Option<Known<Tz>>,
    /// Where `check` fails.
    pub fail_on: Option<Known<FailOn>>,
    /// How many independent voices a claim of a draft wants.
    pub min_voices: Option<Known<usize>>,
    /// The folder of the newsroom's own rules.
    pub rules: Option<Known<PathBuf>>,
    /// The zone of an outlet.
    pub outlets: BTreeMap<String, Known<Tz>>,
    /// What findings of a rule or category weigh at most.
    pub(super) severity: Vec<(String, Known<Level>)>,
    /// Rules and categories that alone are shown; all when there are none.
    pub(super) only: Vec<String>,
    /// Rules and categories that are not shown.
    pub(super) skip: Vec<String>,
}

impl Settings {
    /// The settings for these paths: those of the nearest configuration file above the first one.
    pub(in crate::cli) fn read(paths: &[PathBuf], args: &ConfigArgs) -> Result<Self> {
        let near = paths.first().map_or_else(|| PathBuf::from("."), |path| inputs::folder_of(path));
        let file = match &args.config {
            _ if args.isolated => None,
            Some(file) => Some(file.clone()),
            None => inputs::find_upwards(&near, FILE_NAME),
        };
        match file {
            Some(file) => Self::of_file(&inputs::read_settings(&file)?, &file),
            None => Ok(Self::default()),
        }
    }

    /// The settings that the text of the file at `path` makes.
    fn of_file(text: &str, path: &Path) -> Result<Self> {
        let read = file::parse(text, path)?;
        let name = path.to_string_lossy().replace('\\', "/");
        let from = name.strip_prefix("./").unwrap_or(&name).to_owned();
        let severity = read.severity.into_iter().map(|(rule, level)| {
            let at = format!("{from}:{}", line_of(text, rule.span().start));
            (rule.into_inner(), Known::new(level, at))
        });
        let folder = |below: String| Path::new(&from).parent().unwrap_or(Path::new("")).join(below);
        let zones = read.outlets.into_iter().filter_map(|(name, table)| Some((name, table.timezone?)));
        Ok(Self {
            timezone: read.report.timezone.map(|zone| Known::new(zone.0, &from)),
            fail_on: read.check.fail_on.map(|level| Known::new(level.0, &from)),
            min_voices: read.check.min_voices.map(|voices| Known::new(voices.0, &from)),
            rules: read.rules.folder.map(|below| Known::new(folder(below), &from)),
            outlets: zones.map(|(name, zone)| (name, Known::new(zone.0, &from))).collect(),
            severity: severity.collect(),
            only: Vec::new(),
            skip: Vec::new(),
            file: Some(path.to_owned()),
        })
    }

    /// Lays over these settings what was typed.
    pub(in crate::cli) fn select(&mut self, args: &SelectArgs) {
        self.only.clone_from(&args.only);
        self.skip.clone_from(&args.skip);
    }

    /// Lays over these settings what was typed for `crosscheck config`.
    pub(super) fn lay(&mut self, typed: &ConfigCommand) -> Result<()> {
        let from = "command line";
        self.select(&typed.select);
        if let Some(name) = &typed.timezone {
            self.timezone = Some(Known::new(zone(name)?, from));
        }
        if let Some(level) = typed.fail_on {
            self.fail_on = Some(Known::new(level, from));
        }
        if let Some(folder) = &typed.rules {
            self.rules = Some(Known::new(folder.clone(), from));
        }
        Ok(())
    }

    /// Gives the rules the severities that are set; a name that means none of them is an error.
    pub(in crate::cli) fn weigh(&self, rules: &mut Rules) -> std::result::Result<(), Vec<Error>> {
        let mut errors = Vec::new();
        for (name, level) in &self.severity {
            errors.extend(
                selection::check(name, rules, ErrorKind::Configuration).map_err(|e| placed(e, &level.from)).err(),
            );
        }
        for name in self.only.iter().chain(&self.skip) {
            errors.extend(selection::check(name, rules, ErrorKind::Usage).err());
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        for rule in &mut rules.claims {
            if let Some(severity) = self.level(&rule.id, rule.slot).and_then(Level::severity) {
                rule.severity = severity;
            }
        }
        Ok(())
    }

    /// What is set for a rule: what names the rule itself outweighs what names its category.
    fn level(&self, rule: &str, category: crate::values::Slot) -> Option<Level> {
        let named = |exact: bool| {
            let fits = move |name: &str| selection::means(name, rule, category) && (name != category.name()) == exact;
            self.severity.iter().find(|(name, _)| fits(name)).map(|(_, level)| level.value)
        };
        named(true).or_else(|| named(false))
    }

    /// The findings that are shown, and none heavier than its rule may weigh.
    pub(in crate::cli) fn sift(&self, found: Vec<Finding>) -> Vec<Finding> {
        let any = |names: &[String], f: &Finding| names.iter().any(|name| selection::means(name, &f.rule, f.slot));
        let shown = found.into_iter().filter_map(|mut finding| {
            let level = self.level(&finding.rule, finding.slot);
            let selected = (self.only.is_empty() || any(&self.only, &finding)) && !any(&self.skip, &finding);
            if let Some(severity) = level.and_then(Level::severity) {
                finding.severity = finding.severity.min(severity);
            }
            (selected && level != Some(Level::Off)).then_some(finding)
        });
        let mut out: Vec<Finding> = shown.collect();
        out.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        out
    }

    /// Gives sources without a zone that of their outlet, else the one that was typed for all, else the one that is configured for all.
    pub(in crate::cli) fn place(&self, sources: &mut [Source], typed: Option<&Known<Tz>>) {
        for source in sources.iter_mut().filter(|source| source.timezone.is_none()) {
            let of_outlet = self.outlets.get(&source.outlet.value);
            source.timezone = of_outlet.or(typed).or(self.timezone.as_ref()).cloned();
        }
    }
}

/// An error at `file:line`.
fn placed(error: Error, at: &str) -> Error {
    match at.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => error.at(file).line(line),
        None => error.at(at),
    }
}
