//! The rule loader: a claim rule of any text is taken or refused with a message.
#![no_main]

use crosscheck::rules::{RuleFile, Rules, files};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let own = RuleFile { id: "en/claims/own".to_owned(), path: "own.toml".into(), text: text.to_owned() };
    if let Err(errors) = Rules::load(&files::overlay(files::embedded(), vec![own])) {
        assert!(errors.iter().all(|error| !error.what.is_empty()));
    }
});
