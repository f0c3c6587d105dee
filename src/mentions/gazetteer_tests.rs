//! Tests of the embedded gazetteer: names, containment, and that the data were written from the present word lists.

use std::time::Instant;

use super::*;
use crate::rules::{Lexicons, files};

fn first(name: &str) -> PlaceId {
    *Gazetteer::embedded().lookup(name).first().unwrap_or_else(|| panic!("{name} is no place"))
}

fn lexicons() -> Lexicons {
    Lexicons::load(&files::embedded()).expect("embedded word lists are valid")
}

#[test]
fn spellings_and_old_names_are_one_place() {
    for (left, right) in [
        ("Istanbul", "Constantinople"),
        ("Kyiv", "Kiev"),
        ("Luhansk", "Lugansk"),
        ("Türkiye", "Turkey"),
        ("Mumbai", "Bombay"),
        ("Beijing", "Peking"),
        ("Yangon", "Rangoon"),
        ("Bireuen", "Bireun"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Holland", "Netherlands"),
        ("U.K.", "Great Britain"),
        ("USA", "United States"),
        ("Dolmabahçe Palace", "Dolmabahce"),
        ("The Hague", "Den Haag"),
        ("Donbass", "Donbas"),
    ] {
        assert_eq!(first(left), first(right), "{left} / {right}");
    }
}

#[test]
fn places_lie_in_larger_places() {
    let gazetteer = Gazetteer::embedded();
    for (outer, inner) in [
        ("Istanbul", "Dolmabahçe Palace"),
        ("Turkey", "Dolmabahçe Palace"),
        ("Europe", "Turkey"),
        ("Asia", "Turkey"),
        ("Europe", "France"),
        ("Ukraine", "Donetsk"),
        ("Donbas", "Donetsk"),
        ("Ukraine", "Crimea"),
        ("Middle East", "Baghdad"),
        ("Sahel", "Mali"),
        ("United Kingdom", "Downing Street"),
        ("Scotland", "Glasgow"),
        ("Sudan", "Darfur"),
        ("Indonesia", "Banda Aceh"),
    ] {
        assert!(gazetteer.contains(first(outer), first(inner)), "{outer} > {inner}");
        assert!(!gazetteer.contains(first(inner), first(outer)), "{inner} > {outer}");
    }
    assert!(!gazetteer.contains(first("Russia"), first("Kyiv")));
}

#[test]
fn no_place_lies_in_itself_and_every_chain_ends() {
    let gazetteer = Gazetteer::embedded();
    for id in (0..gazetteer.len() as u32).map(PlaceId) {
        assert!(!gazetteer.contains(id, id));
        let containers = gazetteer.containers(id);
        for outer in &containers {
            assert!(!gazetteer.contains(id, *outer), "{:?}", gazetteer.place(id));
        }
    }
}

#[test]
fn what_is_known_of_places() {
    let gazetteer = Gazetteer::embedded();
    assert_eq!(gazetteer.capital_of(first("Turkey")), Some(first("Ankara")));
    assert_eq!(gazetteer.capital_of(first("United States")), Some(first("Washington DC")));
    assert_eq!(gazetteer.capital_of(first("Ankara")), None);
    let kyiv = gazetteer.place(first("Kyiv"));
    assert_eq!(
        (kyiv.kind, kyiv.timezone, kyiv.country),
        (PlaceKind::City, Some("Europe/Kyiv"), Some(first("Ukraine")))
    );
    assert_eq!(gazetteer.place(first("Turkey")).timezone, Some("Europe/Istanbul"));
    assert_eq!(gazetteer.place(first("Russia")).timezone, None, "several zones");
    assert!(gazetteer.place(first("Kremlin")).metonym && !gazetteer.place(first("Heathrow")).metonym);
    let km = gazetteer.distance_km(first("Istanbul"), first("Ankara")).expect("both have coordinates");
    assert!((340.0..370.0).contains(&km), "{km}");
}

#[test]
fn one_name_can_mean_several_places_the_weightiest_first() {
    let gazetteer = Gazetteer::embedded();
    let kinds = |name: &str| gazetteer.lookup(name).iter().map(|id| gazetteer.place(*id).kind).collect::<Vec<_>>();
    assert_eq!(kinds("Georgia")[..2], [PlaceKind::Country, PlaceKind::Admin1]);
    assert_eq!(kinds("Istanbul")[..2], [PlaceKind::City, PlaceKind::Admin1]);
    assert_eq!(kinds("New York")[0], PlaceKind::City);
    assert_eq!(gazetteer.place(first("London")).country, Some(first("UK")));
    assert_eq!(gazetteer.place(first("Paris")).country, Some(first("France")));
}

#[test]
fn words_people_and_agencies_are_no_places() {
    let gazetteer = Gazetteer::embedded();
    for word in [
        "Rubio",
        "Vladimir",
        "Keith",
        "Marco",
        "Mason",
        "Sebastian",
        "Yuri",
        "EPA",
        "GRU",
        "RIA",
        "But",
        "One",
        "More",
        "March",
        "May",
        "Key",
        "Mark",
        "Minister",
        "War",
        "Nato",
        "NATO",
        "Reading",
        "Of",
        "Bath",
        "Most",
        "Police",
        "Sky",
        "Times",
        "Union",
        "us",
        "Us",
        "turkey",
        "paris",
        "",
        "-",
        "'s",
        "Adam's",
    ] {
        assert_eq!(gazetteer.longest_match(&[word]), None, "{word}");
    }
    for word in lexicons().words("not_a_place") {
        assert_eq!(gazetteer.lookup(word), [], "{word}: run maintenance/build_gazetteer");
    }
}

#[test]
fn the_longest_capitalised_run_is_found() {
    let gazetteer = Gazetteer::embedded();
    let check = |words: &str, expected: Option<(usize, &str)>| {
        let words: Vec<&str> = words.split(' ').collect();
        let found = gazetteer.longest_match(&words).map(|(n, ids)| (n, gazetteer.place(ids[0]).name));
        assert_eq!(found, expected, "{words:?}");
    };
    check("New York City police", Some((3, "New York City")));
    check("New Yorkers", None);
    check("Port - au - Prince ,", Some((5, "Port-au-Prince")));
    check("Port-au-Prince ,", Some((1, "Port-au-Prince")));
    check("Turkey 's foreign minister", Some((1, "Turkey")));
    check("Côte d' Ivoire", Some((3, "Ivory Coast")));
    check("Isle of Man", Some((3, "Isle of Man")));
    check("10 Downing Street", Some((3, "Downing Street")));
    check("ANKARA , Turkey", Some((1, "Ankara")));
    check("US officials", Some((1, "United States")));
    check("U.S. officials", Some((1, "United States")));
    check("the Middle East", None);
    check("Middle East envoy", Some((2, "Middle East")));
    check("Sea of Azov", Some((3, "Sea of Azov")));
    check("Mali , Niger", Some((1, "Mali")));
}

#[test]
fn demonyms_name_their_country() {
    let gazetteer = Gazetteer::embedded();
    for (word, place) in [
        ("Ukrainian", "Ukraine"),
        ("Ukrainians", "Ukraine"),
        ("Turk", "Turkey"),
        ("Turks", "Turkey"),
        ("Britons", "UK"),
        ("Emirati", "UAE"),
        ("Somalian", "Somalia"),
        ("South Korean", "South Korea"),
        ("Welsh", "Wales"),
    ] {
        assert_eq!(gazetteer.demonym(word), Some(first(place)), "{word}");
    }
    assert_eq!(gazetteer.demonym("polish"), None);
    assert_eq!(gazetteer.demonym("Plural"), None);
    for (word, place) in lexicons().table("demonym") {
        let name = place.as_str().expect("a name");
        let known = gazetteer.tables.demonyms.get(fold(word));
        let place = first(name.split(',').next().unwrap_or(name));
        let same = known.is_some_and(|id| id == u64::from(place.0));
        assert!(same || name.contains(','), "{word}: run maintenance/build_gazetteer");
    }
}

#[test]
fn the_hand_kept_places_are_in_the_data() {
    let gazetteer = Gazetteer::embedded();
    for line in include_str!("../../rules/gazetteer/places.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(name)) = (columns.next(), columns.next()) else { continue };
        let others = columns.nth(1).into_iter().flat_map(|names| names.split('|')).filter(|other| !other.is_empty());
        for name in others.chain(Some(name).filter(|_| kind != "=")) {
            assert!(!gazetteer.lookup(name).is_empty(), "{name}: run maintenance/build_gazetteer");
        }
    }
}

#[test]
fn every_time_zone_is_one_that_dates_can_use() {
    let gazetteer = Gazetteer::embedded();
    for id in (0..gazetteer.len() as u32).map(PlaceId) {
        if let Some(zone) = gazetteer.place(id).timezone {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
        }
    }
}

#[test]
fn loading_reads_no_data() {
    let start = Instant::now();
    let gazetteer = Gazetteer { tables: Tables::embedded() };
    assert!(start.elapsed().as_millis() < 20, "well under a millisecond, with room for a busy machine");
    assert!(gazetteer.len() > 50_000);
    assert_eq!(gazetteer.place(PlaceId(u32::MAX)).id, PlaceId(0), "a foreign id does no harm");
}
