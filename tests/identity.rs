//! Who, what and where a name means: bodies are no people, a town's name inside a longer name is no town, descriptions find their person.

mod common;

use common::{crosscheck, folder, story};
use crosscheck::{
    claims::ClaimValue,
    facts::{Entity, Standing, Who},
    mentions::{Value, gazetteer::Gazetteer},
    pipeline::Story,
    values::Slot,
};

/// The kind and the name of what each written form of the story stands for.
fn clusters(story: &Story) -> Vec<(String, &'static str, String)> {
    let mut out = Vec::new();
    for (number, source) in story.sources.iter().enumerate() {
        for (index, mention) in source.mentions.iter().enumerate() {
            let Some(id) = story.entities.of(number, index) else { continue };
            let kind = match story.entities.get(id) {
                Entity::Person(_) => "person",
                Entity::Other(_) => "other",
                Entity::Place(_) => "place",
            };
            if matches!(mention.value, Value::Name(_) | Value::Place(_)) {
                out.push((source.doc.slice(mention.span).to_owned(), kind, story.entities.name(id)));
            }
        }
    }
    out.sort();
    out.dedup();
    out
}

fn kind_of(text: &str, name: &str) -> Vec<&'static str> {
    let story = story(&[("a.txt", text)]);
    clusters(&story).into_iter().filter(|(written, ..)| written == name).map(|(_, kind, _)| kind).collect()
}

#[test]
fn what_the_words_around_show_to_be_a_body_or_an_area_is_no_person() {
    for (text, name) in [
        ("Fighters of the militant group Kara Vosk left the town. Kara Vosk said nothing.\n", "Kara Vosk"),
        ("A convoy of the construction company Julius Harbeck came under fire.\n", "Julius Harbeck"),
        (
            "Norrby Kranor, a Danish company that runs ports, has the quay. “We pay,” said Norrby Kranor.\n",
            "Norrby Kranor",
        ),
        ("Zhelo Vosk fighters burned the mill.\n", "Zhelo Vosk"),
        ("The flood reached Bener Luma district on Monday. People in Bener Luma, slept outside.\n", "Bener Luma"),
    ] {
        assert!(!kind_of(text, name).contains(&"person"), "{text}");
    }
}

#[test]
fn people_stay_people_beside_words_of_bodies() {
    for (text, name) in [
        ("The company Julius Harbeck founded in spring has failed. Mr Julius Harbeck said so.\n", "Julius Harbeck"),
        ("President Kara Vosk left. The Kara Vosk government said nothing.\n", "Kara Vosk"),
        ("Norrby Kranor, a company director, left. Mr Norrby Kranor was tired.\n", "Norrby Kranor"),
        ("“We left,” said Anna Rusu, a doctor.\n", "Anna Rusu"),
    ] {
        assert_eq!(kind_of(text, name), ["person"], "{text}");
    }
}

/// The names in a text, each with its kind.
fn named(text: &str) -> Vec<String> {
    let story = story(&[("a.txt", text)]);
    let name = |m: &crosscheck::mentions::Mention| match &m.value {
        Value::Name(name) => Some(format!("{:?} {}", name.kind, name.words.join(" "))),
        Value::Place(_) => Some(format!("Place {}", story.sources[0].doc.slice(m.span))),
        _ => None,
    };
    story.sources[0].mentions.iter().filter_map(name).collect()
}

#[test]
fn a_name_is_whole_and_of_its_kind() {
    for (text, names) in [
        ("Maria Callas Street was closed.", ["Street Maria Callas Street"].as_slice()),
        ("Peter Holm Law School was closed.", &["School Peter Holm Law School"]),
        ("HMS Runa sank.", &["Ship HMS Runa"]),
        ("The ferry Runa Star sank.", &["Ship Runa Star"]),
        ("The fans of Harun Rovers wept.", &["Team Harun Rovers"]),
        ("Megan's Law was passed.", &["Law Megan's Law"]),
        ("Storm Eunice came.", &["Storm Storm Eunice"]),
        ("The Bank of England said so.", &["Organisation Bank of England"]),
        ("The Institute of Rivers and Harbours said so.", &["Organisation Institute of Rivers and Harbours"]),
        ("St. Mary's Hospital said so.", &["Organisation St. Mary's Hospital"]),
        ("McDonald's said so.", &["Organisation McDonald's"]),
        ("The New York Times said so.", &["Organisation New York Times"]),
        ("Secretary of State Peter Holm spoke.", &["Person Peter Holm"]),
        ("The minister met Mohammed bin Salman.", &["Person Mohammed bin Salman"]),
        ("Sheikh Hamad al-Saud spoke.", &["Person Hamad al-Saud"]),
        // These stay what they are.
        ("The ferry Maria Falk took was late.", &["Person Maria Falk"]),
        ("The Paris museum was closed.", &["Place Paris"]),
        ("Holm's brother said so in Paris.", &["Unknown Holm", "Place Paris"]),
        ("The Department of Health and Nils Holm said so.", &["Organisation Department of Health", "Person Nils Holm"]),
    ] {
        assert_eq!(named(&format!("{text}\n")), names, "{text}");
    }
}

#[test]
fn a_given_name_and_a_short_form_are_joined_where_one_person_has_them() {
    let joined = |texts: &[(&str, &str)], written: &str| {
        let story = story(texts);
        clusters(&story).into_iter().filter(|(w, ..)| w == written).map(|(.., name)| name).collect::<Vec<_>>()
    };
    let one = "Vladimir Harsk met Tony Ogden in the ring. Vlad went down twice. Then Tony smiled at the crowd.\n";
    assert_eq!(joined(&[("a.txt", one)], "Tony"), ["Tony Ogden"]);
    let two = "Tony Ogden met Tony Harsk in the ring. Then Tony smiled at the crowd.\n";
    assert!(!joined(&[("a.txt", two)], "Tony").iter().any(|name| name.contains(' ')));
    let titled = "Harry Ogden met the king. Prince Harry was there, and Harry smiled.\n";
    assert!(!joined(&[("a.txt", titled)], "Harry").contains(&"Harry Ogden".to_owned()));
}

#[test]
fn the_end_of_a_longer_name_is_that_person_unless_a_source_has_both() {
    let people = |texts: &[(&str, &str)]| {
        let story = story(texts);
        let names = clusters(&story).into_iter().filter(|(_, kind, _)| *kind == "person").map(|(.., name)| name);
        names.collect::<std::collections::BTreeSet<_>>().len()
    };
    let long = "The army spokesman Karim Hassan Talabi spoke.\n";
    assert_eq!(people(&[("a.txt", long), ("b.txt", "The army spokesman Hassan Talabi spoke.\n")]), 1);
    let both = "The army spokesman Karim Hassan Talabi spoke. His brother Hassan Talabi did not.\n";
    assert_eq!(people(&[("a.txt", both)]), 2);
}

/// Who attends or does not, by name.
fn attends(text: &str) -> Vec<(String, Standing)> {
    let story = story(&[("a.txt", text)]);
    let rows = story.rosters.iter().filter(|r| r.side.is_none()).flat_map(|r| &r.rows);
    let name = |who: &Who| match who {
        Who::Named(id) => story.entities.name(*id),
        Who::Open(words) | Who::Office(words) => words.clone(),
    };
    rows.flat_map(|row| row.said.keys().map(|s| (name(&row.who), *s)).collect::<Vec<_>>()).collect()
}

#[test]
fn a_description_is_the_only_person_it_fits() {
    let start = "Georgian President Nana Kalandia met Turkish Foreign Minister Cem Ozan in Geneva on Monday. ";
    for (words, who) in [
        ("The Turkish foreign minister will not attend the talks in Ankara.", Some("Cem Ozan")),
        ("The Georgian leader will not attend the talks in Ankara.", Some("Nana Kalandia")),
        ("The Turkish leader will not attend the talks in Ankara.", None),
        ("The Turkish defence minister will not attend the talks in Ankara.", None),
        ("The former Georgian president will not attend the talks in Ankara.", None),
    ] {
        let found = attends(&format!("{start}{words}\n"));
        let expected: Vec<_> = who.map(|name| (name.to_owned(), Standing::Absent)).into_iter().collect();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn who_is_accused_may_be_the_one_who_snubbed_the_talks() {
    let text = "Anna Rusu accused Nana Kalandia of theatre after snubbing the talks in Ankara.\n";
    assert_eq!(attends(text), []);
    let own = "Anna Rusu flew home after snubbing the talks in Ankara.\n";
    assert_eq!(attends(own), [("Anna Rusu".to_owned(), Standing::Absent)]);
}

#[test]
fn a_member_who_goes_by_a_first_name_alone_is_not_lost() {
    let text = "The Georgian delegation, led by Levan Gelashvili, includes deputy foreign minister Rustam, Ema Bodnar and Igor Stan.\n";
    let story = story(&[("a.txt", text)]);
    let members: Vec<String> = story
        .rosters
        .iter()
        .flat_map(|r| &r.rows)
        .map(|row| match &row.who {
            Who::Named(id) => story.entities.name(*id),
            Who::Open(words) | Who::Office(words) => words.clone(),
        })
        .collect();
    assert!(members.contains(&"Rustam".to_owned()), "{members:?}");
}

#[test]
fn rosters_of_two_names_are_a_table() {
    let text = "The Georgian delegation, led by Levan Gelashvili, includes Ema Bodnar and Igor Stan.\n";
    let other = "The Georgian delegation is led by Levan Gelashvili. It rained.\n";
    let table = |text: &str, format: &str| {
        let folder = folder(&[("a.txt", text), ("b.txt", "It rained.\n")]);
        crosscheck(folder.path(), &["report", ".", "-f", format]).text().to_owned()
    };
    let shown = table(text, "markdown");
    assert!(shown.contains("## Rosters") && shown.contains("| Levan Gelashvili | Ema Bodnar, Igor Stan |"), "{shown}");
    assert!(table(text, "html").contains("aria-label=\"Rosters\""));
    assert!(
        !table(other, "markdown").contains("## Rosters") && !table(other, "html").contains("aria-label=\"Rosters\"")
    );
}

/// The places of meetings that the program finds at odds.
fn places_at_odds(a: &str, b: &str) -> usize {
    let story = story(&[("a.txt", a), ("b.txt", b)]);
    story.findings.iter().filter(|f| f.slot == Slot::Place).count()
}

#[test]
fn a_venue_lies_in_the_town_that_another_source_puts_it_into() {
    let told = "Georgia and Turkey will hold talks on grain at the Almaz Palace in Tbilisi on Thursday.\n";
    let short = "The talks on grain between Georgia and Turkey will be held at Almaz Palace on Thursday.\n";
    let town = "The talks on grain between Georgia and Turkey will be held in Ankara on Thursday.\n";
    assert_eq!(places_at_odds(told, short), 0);
    let story = story(&[("a.txt", told), ("b.txt", short)]);
    let places = story.facts.iter().filter(|f| f.slot == Slot::Place).flat_map(|f| &f.claims).count();
    assert_eq!(places, 2, "both tell where");
    let both = format!("{told}{short}");
    assert_eq!(places_at_odds(&both, town), 1);
}

/// The findings on a spelling of one source alone, as "lone / usual".
fn lone_spellings(texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let story = story(texts);
    let found = story.findings.iter().filter(|f| f.rule == "names/lone_spelling");
    found.map(|f| f.sides.iter().map(|s| s.value.clone()).collect()).collect()
}

#[test]
fn a_people_that_one_source_spells_alone_is_shown() {
    let usual = "The navy stopped twenty Somali pirates. The Somali pirates had rifles.\n";
    let slip = "The navy stopped twenty Somani pirates on Friday.\n";
    let two = [("b.txt", usual), ("c.txt", "Two Somali pirates were held by the coast guard in the gulf.\n")];
    let with = |text: &'static str| lone_spellings(&[("a.txt", text), two[0], two[1]]);
    assert_eq!(with(slip), [["Somali", "Somani"]]);
    let both = "The navy stopped twenty Somani brigands on Friday. The Somali crew had rifles.\n";
    assert_eq!(with(both), [["Somali", "Somani"]]);
    for (text, why) in [
        ("The navy stopped twenty Somalian pirates on Friday.\n", "another ending"),
        ("The navy saw Somani sailors on Friday.\n", "another noun"),
        ("Mr Somani said that pirates had fled.\n", "a person"),
    ] {
        assert_eq!(with(text), Vec::<Vec<String>>::new(), "{why}");
    }
}

/// The two forms of each name that differs in a letter.
fn slips(a: &str, b: &str) -> Vec<Vec<String>> {
    let story = story(&[("a.txt", a), ("b.txt", b)]);
    let found = story.findings.iter().filter(|f| f.rule == "names/slip");
    let values = |sides: &[crosscheck::findings::Side]| {
        let mut values: Vec<String> = sides.iter().map(|s| s.value.clone()).collect();
        values.sort();
        values
    };
    found.map(|f| values(&f.sides)).collect()
}

#[test]
fn a_letter_of_one_word_of_a_name_is_shown() {
    for (a, b, forms) in [
        (
            "The boat left Parras Point at noon.\n",
            "It left Paras Point with four men.\n",
            ["Paras Point", "Parras Point"],
        ),
        (
            "He read from the Keepers of Oldmoor in the hall.\n",
            "The Keeper of Oldmoor was read to the end.\n",
            ["Keeper of Oldmoor", "Keepers of Oldmoor"],
        ),
        (
            "Police of the Varnholt Financial Crime Division came.\n",
            "The Varnholt Financial Crimes Division sent four men.\n",
            ["Varnholt Financial Crime Division", "Varnholt Financial Crimes Division"],
        ),
        (
            "He sailed with Tomas de Arrieta.\n",
            "The boat is Tomas de Arieta’s.\n",
            ["Tomas de Arieta", "Tomas de Arrieta"],
        ),
    ] {
        assert_eq!(slips(a, b), [forms.map(str::to_owned)], "{a}{b}");
    }
    // One name called like two given names, the place for its people once, and what most write otherwise.
    let often = "Samoan Airways flew. Samoan Airways landed. Samoan Airways paid.\n";
    for (a, b, forms) in [
        (
            "He trained on Paris Island.\n",
            "He was sent to Parris Island. It rained on Parris Island. He left Parris Island.\n",
            ["Paris Island", "Parris Island"],
        ),
        (&*format!("Samoa Airways said so. {often}"), often, ["Samoa Airways", "Samoan Airways"]),
    ] {
        assert_eq!(slips(a, b), [forms.map(str::to_owned)], "{a}{b}");
    }
    for (a, b) in [
        // A house's own spelling, a people and its country, a transliteration.
        ("The Varnholt Defence Board met.\n", "The Varnholt Defense Board met again.\n"),
        ("The Samoa Fishing Board met.\n", "The Samoan Fishing Board met again.\n"),
        ("It was Serhii Orlovsky who said so.\n", "“We know,” said Serhii Orlovskyy.\n"),
        // Two of a kind, and two men of one surname.
        ("House Republicans voted.\n", "One House Republican did not.\n"),
        ("It was Mr Rusu who came.\n", "It was Mr Russu who left.\n"),
        ("It was Martin Orlov who came.\n", "It was Marten Orlov who left.\n"),
        // Two places of a gazetteer.
        ("The train left San Marino on Monday.\n", "The train from San Martino came on Monday.\n"),
    ] {
        assert_eq!(slips(a, b), Vec::<Vec<String>>::new(), "{a}{b}");
    }
}

/// The places of the meetings of a text.
fn meets_in(text: &str) -> Vec<String> {
    let story = story(&[("a.txt", text)]);
    let claims = story.claims();
    let places = claims.iter().filter(|c| c.slot == Slot::Place).filter_map(|c| match c.value {
        ClaimValue::Place(mention) => story.entities.place(c.source, mention),
        _ => None,
    });
    let gazetteer = Gazetteer::embedded();
    let named = |id| match gazetteer.place(id) {
        place if place.country.is_some_and(|c| c != id) => {
            format!("{}, {}", place.name, place.country.map_or("", |c| gazetteer.place(c).name))
        }
        place => place.name.to_owned(),
    };
    places.map(named).collect()
}

#[test]
fn a_place_is_that_which_lies_in_the_place_behind_its_comma() {
    let texas = "French officials flew in. The meeting of the board was held in Paris, Texas, on Monday.\n";
    assert_eq!(meets_in(texas), ["Paris, United States"]);
    let later = "Officials from France flew to Paris, Texas. The meeting of the board was held in Paris on Monday.\n";
    assert_eq!(meets_in(later), ["Paris, United States"]);
    let france = "French officials flew in. The meeting of the board was held in Paris on Monday.\n";
    assert_eq!(meets_in(france), ["Paris, France"]);
}

#[test]
fn the_capital_of_a_country_is_a_city() {
    for (text, places) in [
        ("The talks were held in the Turkish capital on Monday.\n", &["Ankara, Turkey"] as &[&str]),
        ("The talks were held in Turkey's capital on Monday.\n", &["Ankara, Turkey"]),
        ("The talks on Turkish capital controls went on.\n", &[]),
        ("The talks were held in the capital on Monday.\n", &[]),
    ] {
        assert_eq!(meets_in(text), places, "{text}");
    }
}

#[test]
fn the_words_behind_a_body_end_with_its_headline() {
    let story =
        story(&[("a.txt", "Nino Abuladze will chair the jury at the festival\n\nOrval residents met on Friday.\n")]);
    let claims = story.claims();
    let chaired = claims.iter().find(|c| c.slot == Slot::Leader).expect("who chairs the jury");
    assert_eq!(chaired.subject.modifiers, ["festival"]);
    assert_eq!(chaired.subject.participants, []);
}
