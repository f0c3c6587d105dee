//! `crosscheck completions` and `crosscheck man`: made of the command line's own definition.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::{
    cli::{
        ExitStatus,
        args::Cli,
        output,
        start::args::{CompletionsArgs, ManArgs},
    },
    error::{Error, ErrorKind, Result},
};

/// Prints the completions for a shell.
pub(in crate::cli) fn completions(args: &CompletionsArgs) -> Result<ExitStatus> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut out);
    output::print(&String::from_utf8_lossy(&out))?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual page of the program or of one command.
pub(in crate::cli) fn man(args: &ManArgs) -> Result<ExitStatus> {
    let mut whole = Cli::command();
    whole.build();
    let mut command = &whole;
    for name in &args.command {
        command = command.find_subcommand(name).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("no command `{}`", args.command.join(" ")))
                .remedy("see `crosscheck help` for all commands")
        })?;
    }
    let mut page = Vec::new();
    let cannot = |error| Error::new(ErrorKind::Output, format!("cannot write the page: {error}"));
    Man::new(command.clone()).render(&mut page).map_err(cannot)?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(ExitStatus::Clean)
}
