//! Configuration: `crosscheck.toml`, what the command line lays over it, and what holds in the end, each with its origin.

mod args;
mod command;
mod file;
mod selection;
mod settings;

pub(super) use args::{ConfigArgs, ConfigCommand, SelectArgs};
pub(super) use command::run;
pub(super) use settings::{FILE_NAME, Settings};
