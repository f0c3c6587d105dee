//! The first minutes: a built-in example, files to begin a folder with, completions and the manual page.

mod args;
mod demo;
mod init;
mod open;
mod shell;

pub(super) use args::{CompletionsArgs, DemoArgs, InitArgs, ManArgs};
pub(super) use demo::demo;
pub(super) use init::init;
pub(super) use open::open;
pub(super) use shell::{completions, man};
