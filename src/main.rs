//! The `crosscheck` program.

use std::process::ExitCode;

use clap::Parser;
use crosscheck::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse()).into()
}
