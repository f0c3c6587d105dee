//! The command line: arguments, files, exit status. Only this and `inputs` touch the world.

mod args;
mod compare;
mod config;
mod eval;
mod eval_table;
mod exit_status;
mod explain;
mod extract;
mod filters;
mod formats;
mod inputs;
mod output;
mod progress;
mod rules;
mod run;
mod serve;
mod start;
mod stories;
mod syntax_table;
mod waivers;
mod word;

pub use args::Cli;
pub use exit_status::ExitStatus;
pub use run::run;
