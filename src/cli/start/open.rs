//! Opens a page in the browser, by the opener of the platform.

use std::{
    env,
    ffi::OsStr,
    fs, io,
    path::PathBuf,
    process::{self, Command, Stdio},
};

use crate::{
    cli::output,
    error::{Error, ErrorKind, Result},
};

/// As many folders of one process are tried; one that is there already may be somebody else's.
const TRIES: u32 = 100;

/// Writes a page into a new temporary folder.
pub(super) fn write(name: &str, page: &str) -> Result<PathBuf> {
    let path = new_folder()?.join(name);
    output::write_file(&path, page)?;
    Ok(path)
}

fn new_folder() -> Result<PathBuf> {
    let root = env::temp_dir();
    let cannot = |error: &io::Error| {
        let error = Error::new(ErrorKind::Output, format!("cannot make a folder in it: {error}")).at(&root);
        error.remedy("write the page to a file of your own: `crosscheck demo -f html=demo.html`")
    };
    for number in 0..TRIES {
        let folder = root.join(format!("crosscheck-{}-{number}", process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(cannot(&error)),
        }
    }
    Err(cannot(&io::ErrorKind::AlreadyExists.into()))
}

/// Opens `page`, and does not wait for the browser to end where the opener is the browser.
pub(in crate::cli) fn open(page: impl AsRef<OsStr>) -> Result<()> {
    let page = page.as_ref();
    let mut command = opener();
    command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(_) => Ok(()),
        Err(error) => {
            let what = format!("`{}` cannot be run: {error}", command.get_program().to_string_lossy());
            Err(Error::new(ErrorKind::Output, what).remedy(format!("open {} in a browser", page.to_string_lossy())))
        }
    }
}

fn opener() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    }
}
