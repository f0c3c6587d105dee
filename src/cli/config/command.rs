//! `crosscheck config --show`: every value that holds, and where it comes from.

use std::fmt::Display;

use clap::ValueEnum;

use crate::{
    cli::{
        ExitStatus,
        config::{ConfigCommand, Settings},
        output,
    },
    error::Error,
    inputs::Known,
};

/// Prints the settings as the file would have them, each with its origin as a comment.
pub(in crate::cli) fn run(command: &ConfigCommand) -> std::result::Result<ExitStatus, Vec<Error>> {
    let one = |error| vec![error];
    let mut settings = Settings::read(&command.paths, &command.config).map_err(one)?;
    settings.lay(command).map_err(one)?;
    output::print(&shown(&settings)).map_err(one)?;
    Ok(ExitStatus::Clean)
}

fn shown(settings: &Settings) -> String {
    let mut out = match &settings.file {
        Some(file) => format!("# read: {}\n", file.display()),
        None => "# no crosscheck.toml was read\n".to_owned(),
    };
    let quoted = |text: &str| toml::Value::from(text).to_string();
    out.push_str("\n[report]\n");
    out.push_str(&row("timezone", settings.timezone.as_ref().map(|z| known(quoted(z.value.name()), z)), "none"));
    out.push_str("\n[check]\n");
    let fail_on = settings.fail_on.as_ref().map(|level| {
        let name = level.value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        known(quoted(&name), level)
    });
    out.push_str(&row("fail_on", fail_on, "\"error\""));
    out.push_str(&row("min_voices", settings.min_voices.as_ref().map(|n| known(n.value, n)), "none"));
    out.push_str("\n[severity]\n");
    for (name, level) in &settings.severity {
        let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        out.push_str(&row(
            &if bare { name.clone() } else { quoted(name) },
            Some(known(quoted(level.value.name()), level)),
            "",
        ));
    }
    out.push_str("\n[rules]\n");
    let folder = settings.rules.as_ref().map(|f| known(quoted(&f.value.to_string_lossy().replace('\\', "/")), f));
    out.push_str(&row("folder", folder, "none"));
    for (name, rules) in [("--only", &settings.only), ("--skip", &settings.skip)] {
        if !rules.is_empty() {
            out.push_str(&format!("# {name} {}  # from command line\n", rules.join(",")));
        }
    }
    for (name, zone) in &settings.outlets {
        out.push_str(&format!("\n[outlets.{}]\n", quoted(name)));
        out.push_str(&row("timezone", Some(known(quoted(zone.value.name()), zone)), ""));
    }
    out.lines().map(|line| line.replace(char::is_control, " ") + "\n").collect()
}

/// A value and its origin.
fn known<T>(value: impl Display, of: &Known<T>) -> (String, String) {
    (value.to_string(), of.from.clone())
}

/// A line of the file; what nothing says is a comment.
fn row(key: &str, value: Option<(String, String)>, default: &str) -> String {
    match value {
        Some((value, from)) => format!("{key} = {value}  # from {from}\n"),
        None => format!("# {key} = {default}  # default\n"),
    }
}
