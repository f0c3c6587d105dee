//! The command line: what was typed. It cannot fail on the environment.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    cli::{
        config::{ConfigArgs, ConfigCommand, SelectArgs},
        eval::EvalArgs,
        filters::{CompareArgs, RecordArgs, RenderArgs},
        formats,
        output::FEWEST_COLUMNS,
        serve::ServeArgs,
        start::{CompletionsArgs, DemoArgs, InitArgs, ManArgs},
        stories::Stories,
        waivers::{SettleArgs, WaiveArgs, WaiversArgs},
    },
    values::Severity,
};

/// Lines up what several outlets wrote about one story and shows where they differ.
#[derive(Debug, Parser)]
#[command(name = "crosscheck", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, configuration or rule file; \
3 incomplete: an input could not be read, or there was nothing to compare. 3 wins over 1."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// All sources against each other: an editor's discrepancy report
    Report(ReportArgs),
    /// A draft against its sources: every claim confirmed, contradicted, only here, or not checked
    Check(CheckArgs),
    /// Two sources side by side, by what they claim
    Diff(DiffArgs),
    /// What was understood of each file, and from where
    Inputs(InputsArgs),
    /// What a stage made of each source: one JSON object a line, or a table
    Extract(ExtractArgs),
    /// Records of `extract --stage records`, sorted, to the findings of each story: a line of JSON a story
    Compare(CompareArgs),
    /// What `compare` printed, as reports
    Render(RenderArgs),
    /// Accepts a finding, with a reason and a last day
    Waive(WaiveArgs),
    /// The findings that were accepted: list, prune
    Waivers(WaiversArgs),
    /// What the configuration says, and where
    Config(ConfigCommand),
    /// What the program finds in stories that were annotated by hand, as figures
    Eval(EvalArgs),
    /// The rules: list, explain, test, schema
    #[command(subcommand)]
    Rules(RulesCommand),
    /// The report of a built-in, invented story
    Demo(DemoArgs),
    /// Begins a folder: a sources.toml that lists its files, and a crosscheck.toml
    Init(InitArgs),
    /// A page, a JSON API and a LanguageTool server on this machine, for editors and their tools
    Serve(ServeArgs),
    /// Completions for a shell
    Completions(CompletionsArgs),
    /// The manual page
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Files or folders; a folder's sources.toml says which files are its sources
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Whether all sources tell one story, or the stories are found and each has a report of its own
    #[arg(long, value_enum, default_value_t = Stories::One)]
    pub stories: Stories,
    #[command(flatten)]
    pub sources: SourceArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Fail (exit status 1) on findings of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub gate: GateArgs,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The draft
    pub draft: PathBuf,
    /// The sources to check it against
    #[arg(long, required = true, num_args = 1..)]
    pub against: Vec<PathBuf>,
    #[command(flatten)]
    pub sources: SourceArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Say of each claim of the draft that fewer independent voices than this confirm [default: 0, or what crosscheck.toml says]
    #[arg(long, value_name = "COUNT")]
    pub min_voices: Option<usize>,
    /// Fail (exit status 1) on findings of this severity or above [default: error, or what crosscheck.toml says]
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    pub gate: GateArgs,
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// One source
    pub left: PathBuf,
    /// The other
    pub right: PathBuf,
    #[command(flatten)]
    pub sources: SourceArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Fail (exit status 1) on findings of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub gate: GateArgs,
}

/// Which findings are shown, and which of them count.
#[derive(Debug, Args)]
pub struct GateArgs {
    #[command(flatten)]
    pub select: SelectArgs,
    #[command(flatten)]
    pub settle: SettleArgs,
    /// Instead of a report, the sum of the learned score for the finding of this id, as a table
    #[arg(long, value_name = "ID")]
    pub explain: Option<String>,
}

#[derive(Debug, Args)]
pub struct InputsArgs {
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Whether all sources tell one story, or the stories are found and told of each source
    #[arg(long, value_enum, default_value_t = Stories::One)]
    pub stories: Stories,
    #[command(flatten)]
    pub sources: SourceArgs,
    /// How to print it
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The stage to print
    #[arg(long, value_enum)]
    pub stage: Stage,
    /// How to print the stage syntax: as a table for the eye, or one JSON object a sentence
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub records: RecordArgs,
    #[command(flatten)]
    pub sources: SourceArgs,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Every rule with its summary, a line each
    List(RulesArgs),
    /// One rule: what it finds, why, and its examples
    Explain {
        /// The rule's id, as a finding prints it
        id: String,
        #[command(flatten)]
        rules: RulesArgs,
    },
    /// Runs every example, counterexample, pair and known gap
    Test {
        /// A folder of your own rules, laid over the program's
        folder: Option<PathBuf>,
        /// Also list the matches that no example or pair of their rule reaches, and how many tests each rule has
        #[arg(long)]
        coverage: bool,
    },
    /// The JSON Schema of claim rules, for editors
    Schema,
}

/// Facts about sources, for those that do not say them.
#[derive(Debug, Default, Args)]
pub struct SourceArgs {
    /// The outlet of a file or folder, as PATH=NAME; repeatable
    #[arg(long, value_name = "PATH=NAME")]
    pub outlet: Vec<String>,
    /// When a file was published, as PATH=2031-05-15T13:00+01:00; repeatable
    #[arg(long, value_name = "PATH=TIME")]
    pub published: Vec<String>,
    /// The zone of clock times in texts of outlets whose zone is not known, as Europe/London
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// Files larger than this many mebibytes are not read
    #[arg(long, value_name = "MIB")]
    pub max_file_size: Option<u64>,
    /// What standard input (the path `-`) is called; its ending says the format, as page.html
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Texts longer than this many mebibytes are not analysed
    #[arg(long, value_name = "MIB")]
    pub max_text_size: Option<usize>,
    /// Packed files (.gz, .zip, .docx, .odt) that hold more than this many mebibytes are not read
    #[arg(long, value_name = "MIB")]
    pub max_unpacked_size: Option<u64>,
    /// The most files that are read in folders and packed files
    #[arg(long, value_name = "COUNT")]
    pub max_files: Option<usize>,
    #[command(flatten)]
    pub rules: RulesArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Which rules to use.
#[derive(Debug, Default, Args)]
pub struct RulesArgs {
    /// A folder of your own rules, which add to and override the program's
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

/// Where the report goes.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// FORMAT or FORMAT=FILE
    #[arg(short, long, default_value = "text", value_name = "FORMAT[=FILE]", help = formats::help())]
    pub format: Vec<String>,
    /// Write the report of the first format to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text report; without it, those of the terminal
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(i64::from(FEWEST_COLUMNS)..))]
    pub width: Option<u16>,
    /// Exit with 0 whatever was found (1 becomes 0; 2 and 3 stay)
    #[arg(long)]
    pub exit_zero: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    /// The least severity that fails; `None` where none does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The article's body as plain text
    Text,
    /// The grammar of each sentence: tags, lemmas, and which word depends on which
    Syntax,
    /// What the words name
    Mentions,
    /// Who did what
    Frames,
    /// What each source says
    Claims,
    /// Each source with the key of its story and its claims, for `crosscheck compare`
    Records,
}
