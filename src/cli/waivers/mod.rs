//! Waivers on the command line: which files hold them, what day it is, `crosscheck waive` and `crosscheck waivers`.

mod args;
mod commands;
mod files;

pub(super) use args::{FileArgs, SettleArgs, WaiveArgs, WaiversArgs};
pub(super) use commands::{list, waive};
pub(super) use files::{read_all, today};
