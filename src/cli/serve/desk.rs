//! What the server knows: the stories with their settings and rules, and the last reports.

use std::{
    collections::{BTreeMap, VecDeque},
    hash::{BuildHasher, Hasher, RandomState},
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use chrono::NaiveDate;

use crate::{
    cli::{config::Settings, run::load_rules, serve::args::ServeArgs},
    error::{Error, ErrorKind},
    kept::Kept,
    rules::Rules,
};

/// As many reports can be looked at again.
const MOST_REPORTS: usize = 32;
/// Bytes of text whose analyses are kept, over all stories.
const MOST_KEPT_BYTES: usize = 4 << 20;

/// A story with its folder, or the table on which texts are laid that belong to none.
pub(super) struct Room {
    pub folder: Option<PathBuf>,
    pub settings: Settings,
    pub rules: Rules,
    /// Its sources are read anew for every request, and analysed anew where they changed.
    pub kept: Kept,
}

/// Everything that requests share.
pub(super) struct Desk {
    pub stories: BTreeMap<String, Room>,
    pub table: Room,
    pub issue_type: String,
    pub as_of: Option<NaiveDate>,
    /// Origins of add-ons that may ask.
    pub add_ons: Vec<String>,
    /// Held while a waiver file is changed.
    pub writing: Mutex<()>,
    reports: Mutex<VecDeque<(String, String)>>,
}

impl Room {
    fn open(folder: Option<PathBuf>, args: &ServeArgs) -> Result<Self, Vec<Error>> {
        let near = folder.clone().unwrap_or_else(|| PathBuf::from("."));
        let settings = Settings::read(&[near], &args.config).map_err(|error| vec![error])?;
        let mut rules = load_rules(args.rules.rules.as_ref(), &settings)?;
        settings.weigh(&mut rules)?;
        let kept = Kept::of_at_most(MOST_KEPT_BYTES / (args.story.len() + 1));
        Ok(Self { folder, settings, rules, kept })
    }
}

impl Desk {
    pub(super) fn open(args: &ServeArgs) -> Result<Self, Vec<Error>> {
        let mut stories = BTreeMap::new();
        for folder in &args.story {
            let usage = |what: String, remedy: &str| vec![Error::new(ErrorKind::Usage, what).at(folder).remedy(remedy)];
            if !folder.is_dir() {
                return Err(usage("there is no such folder".to_owned(), "name the folder of a story with --story"));
            }
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let room = Room::open(Some(folder.clone()), args)?;
            if name.is_empty() || stories.insert(name.clone(), room).is_some() {
                return Err(usage(format!("two stories are called `{name}`"), "give one of the folders another name"));
            }
        }
        let table = Room::open(None, args)?;
        let (issue_type, as_of, add_ons) = (args.issue_type.clone(), args.as_of, args.add_on.clone());
        Ok(Self { stories, table, issue_type, as_of, add_ons, writing: Mutex::default(), reports: Mutex::default() })
    }

    /// Keeps a report under a name that nobody can guess, and returns the name.
    pub(super) fn keep(&self, report: String) -> String {
        let random = || RandomState::new().build_hasher().finish();
        let name = format!("{:016x}{:016x}", random(), random());
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push_back((name.clone(), report));
        if reports.len() > MOST_REPORTS {
            reports.pop_front();
        }
        name
    }

    /// The report of this name, if it is not too long ago.
    pub(super) fn report(&self, name: &str) -> Option<String> {
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.iter().find(|(known, _)| known == name).map(|(_, report)| report.clone())
    }
}
