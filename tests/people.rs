//! Who is who: one person under two names is shown, two people of like names are left alone.

mod common;

use common::story;
use crosscheck::{
    mentions::{AgeValue, Aged, Mention, Value},
    values::{Severity, Slot},
};

/// The names that the program takes for one person's.
fn doubles(texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let story = story(texts);
    let two_names = |f: &&crosscheck::findings::Finding| f.rule == "names/two_names";
    let mut found: Vec<Vec<String>> = story
        .findings
        .iter()
        .filter(|f| f.slot == Slot::Name)
        .filter(two_names)
        .map(|f| f.sides.iter().map(|s| s.value.clone()).collect())
        .collect();
    found.iter_mut().for_each(|sides| sides.sort());
    found
}

#[test]
fn one_quote_of_two_names_is_shown() {
    let found = doubles(&[
        ("a.txt", "“We have seen the harbour burning before,” national officer Marlon Achterberg said.\n"),
        (
            "b.txt",
            "Mr Martin Achterberg, of the union, was not moved. “We have seen the harbour burning before,” he said.\n",
        ),
    ]);
    assert_eq!(found, [["Marlon Achterberg", "Martin Achterberg"]]);
}

#[test]
fn one_office_of_two_names_is_shown() {
    let found = doubles(&[
        ("a.txt", "Foreign Minister Irina Velikova left early. Irina Velikova said nothing.\n"),
        ("b.txt", "The foreign minister, Irina Velinova, left early.\n"),
    ]);
    assert_eq!(found, [["Irina Velikova", "Irina Velinova"]]);
}

#[test]
fn a_surname_that_nothing_introduces_is_shown() {
    let text = "The foreign minister, Mr Daniel Velikovski, left early. Reporters asked Mr Velikorsky why.\n";
    assert_eq!(doubles(&[("a.txt", text), ("b.txt", "It rained.\n")]), [["Daniel Velikovski", "Velikorsky"]]);
}

#[test]
fn two_names_that_are_nearly_one_are_shown_where_no_source_has_both() {
    let (one, other) = ("Dorothy Pashley lost her savings.\n", "The gang rang Dorothy Paisley in May.\n");
    assert_eq!(doubles(&[("a.txt", one), ("b.txt", other)]), [["Dorothy Paisley", "Dorothy Pashley"]]);
    let both = format!("{one}{other}");
    assert_eq!(doubles(&[("a.txt", one), ("b.txt", &both)]), Vec::<Vec<String>>::new());
    // A surname that nothing introduces is a letter from the other's, not two.
    let bare = [("a.txt", "Lis Smith spoke.\n"), ("b.txt", "Lis Smith wrote. “No,” Mr. Smythe said.\n")];
    assert_eq!(doubles(&bare), Vec::<Vec<String>>::new());
    let short = [("a.txt", "Haroun Adam left.\n"), ("b.txt", "Haroun Adil came.\n")];
    assert_eq!(doubles(&short), Vec::<Vec<String>>::new());
}

#[test]
fn two_people_are_left_alone() {
    for (why, a, b) in [
        (
            "a source names both",
            "Foreign minister Anna Rusu and her sister Anita Rusu came.",
            "Foreign minister Anita Rusu came.",
        ),
        ("nothing shows them to be one", "Foreign minister Anna Rusu came.", "The boxer Anita Rusu left."),
        ("a minister and a spokeswoman", "The water minister Timur Rusov came.", "The spokeswoman Timea Rusova left."),
        ("a transliteration", "President Volodymyr Zelensky came.", "President Volodymyr Zelenskiy left."),
        ("a name cut short", "The army spokesman Karim Hassan Said spoke.", "The army spokesman Hassan Said spoke."),
        (
            "another short form",
            "Foreign minister Billy Hartnell, 44, came.",
            "Foreign minister William Hartnell, 44, left.",
        ),
        ("two spellings", "Mohamed Alami, 44, came.", "Muhammad Alami, 44, came."),
        ("two given names", "Erik Lindqvist came.", "Erika Lindquist came."),
        ("her form of his surname", "Sasha Rusov, 44, came.", "Sasha Rusova, 44, came."),
        ("initials", "Foreign minister O.B. Hartnell came.", "Foreign minister Odo Brandt Hartnell came."),
        (
            "whom a quote names did not say it",
            "“We have seen Odo Hartnell and his harbour burning,” she said.",
            "“We have seen Otto Hartnell and his harbour burning,” she said.",
        ),
        ("a short form", "Foreign minister Bill Hartnell came.", "Foreign minister William Hartnell came."),
    ] {
        assert_eq!(doubles(&[("a.txt", a), ("b.txt", b)]), Vec::<Vec<String>>::new(), "{why}");
    }
}

#[test]
fn a_surname_that_differs_in_a_letter_is_shown() {
    for (a, b, names) in [
        ("Erik Lindqvist came.", "Erik Lindquist came.", ["Erik Lindquist", "Erik Lindqvist"]),
        ("Ola Halvorsen, 13, came.", "Ola Halvorson, 13, came.", ["Ola Halvorsen", "Ola Halvorson"]),
        // One source has both, and the one five times.
        (
            "Ema Rusvan came. Ema Rusvan spoke. Ema Rusvan sat. Ema Rusvan rose. Ema Rusvan left. Ema Rusvam wept.",
            "It rained.",
            ["Ema Rusvam", "Ema Rusvan"],
        ),
    ] {
        assert_eq!(doubles(&[("a.txt", a), ("b.txt", b)]), [names], "{a} / {b}");
    }
}

#[test]
fn two_that_both_sentences_name_are_no_difference() {
    let story = story(&[
        ("a.txt", "The teachers Ada Holm and Runa Holm were taken to the palace in Harun on Monday.\n"),
        ("b.txt", "On Monday the teachers Runa Holm and Ada Holm were taken to the palace in Harun.\n"),
    ]);
    let names: Vec<&str> = story.findings.iter().filter(|f| f.slot == Slot::Name).map(|f| &*f.message).collect();
    assert!(names.is_empty(), "{names:?}");
}

/// The ages of `text`, each as words, and the noun of whom they are of where it is nobody named.
fn ages(text: &str) -> Vec<String> {
    let story = story(&[("a.txt", text)]);
    let source = &story.sources[0];
    let told = |m: &Mention| match &m.value {
        Value::Age(AgeValue { of: Aged::Nameless(noun), .. }) => Some(format!("{} = {noun}", source.doc.slice(m.span))),
        Value::Age(AgeValue { of: Aged::Named(name), .. }) => {
            Some(format!("{} = {}", source.doc.slice(m.span), source.doc.slice(*name)))
        }
        _ => None,
    };
    source.mentions.iter().filter_map(told).collect()
}

#[test]
fn ages_of_people_without_a_name_and_before_a_name() {
    for (text, expected) in [
        ("The driver of the freight train, a 38-year-old from Leeds, was held.", &["38-year-old = driver"][..]),
        ("The man, a 47-year-old with a pistol, was held.", &["47-year-old = man"]),
        ("A 38-year-old from Leeds was held.", &["38-year-old = year-old"]),
        ("A boy of four was found.", &["four = boy"]),
        ("A man of 41 was held, and a student of 19, too.", &["41 = man", "19 = student"]),
        ("Police found a stowaway of 16.", &["16 = stowaway"]),
        ("At 81, Ludvik Hora has a new book.", &["81 = Ludvik Hora"]),
        ("Now, at 86, Padraig Mulhern says that he is done.", &["86 = Padraig Mulhern"]),
        // What is no age, or of whom stays open.
        ("A crew of 12, a team of 5 and a family of four left.", &[]),
        ("A mother of three, a father of two and a victim of four left.", &[]),
        ("A driver of two, a man of 20 or 30 and a student of 15 subjects left.", &[]),
        ("At 7, Ludvik Hora woke.", &[]),
        ("Shares closed lower, at 81, Ludvik Hora said.", &[]),
        ("The friend of the driver, a 38-year-old from Leeds, was held.", &[]),
    ] {
        assert_eq!(ages(text), expected, "{text}");
    }
}

/// Whom the last mention of `surname` in `text` means.
fn meant(text: &str, surname: &str) -> Option<String> {
    let story = story(&[("a.txt", text)]);
    let source = &story.sources[0];
    let index = source.mentions.iter().rposition(|m| source.doc.slice(m.span) == surname)?;
    story.entities.of(0, index).map(|id| story.entities.name(id))
}

#[test]
fn a_surname_of_two_people_means_the_one_last_told_of_or_nobody() {
    let brother = "Nils Holm came late.\nHis brother Odo Holm had stayed at home.\nIt rained.\nThe hall was full.\nNils Holm spoke. Holm said so.\n";
    let lady = "First lady Petra Brandt met President Lars Brandt. Brandt said so.\n";
    let titled = "First lady Petra Brandt met President Lars Brandt. President Brandt said so.\n";
    let absent = "First lady Petra Brandt came alone. President Brandt was ill. Brandt said so.\n";
    for (text, surname, name) in [
        (brother, "Holm", Some("Nils Holm")),
        (lady, "Brandt", None),
        (titled, "Brandt", Some("Lars Brandt")),
        (absent, "Brandt", None),
        ("Nils Holm came. Holm said so.\n", "Holm", Some("Nils Holm")),
    ] {
        assert_eq!(meant(text, surname).as_deref(), name, "{text}");
    }
}

#[test]
fn an_office_in_capitals_names_nobody() {
    for (text, expected) in [
        ("Chief Executive Officer Anna Holt left.", &["Anna Holt"][..]),
        ("On Monday the Chief Executive Officer said so.", &[]),
        ("On Monday Officer Holt said so.", &["Holt"]),
    ] {
        let story = story(&[("a.txt", text)]);
        let source = &story.sources[0];
        let named = source.mentions.iter().filter(|m| matches!(m.value, Value::Name(_)));
        assert_eq!(named.map(|m| source.doc.slice(m.span)).collect::<Vec<_>>(), expected, "{text}");
    }
}

/// The sides of the only finding on who said a quote, each with the words of its evidence.
fn speakers(texts: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let story = story(texts);
    let of_two = story.findings.iter().filter(|f| f.rule == "quotes/two_speakers");
    let words = |e: &crosscheck::findings::Evidence| story.sources[e.source].doc.slice(e.span).to_owned();
    let sides = of_two.flat_map(|f| f.sides.iter());
    sides.map(|s| (s.value.clone(), s.evidence.iter().map(words).collect())).collect()
}

#[test]
fn one_sentence_of_two_speakers_is_shown_at_their_names() {
    let said = "“The quay was empty when the ferry came in from the islands,”";
    let a = format!("{said} harbour master Olav Brekke told the Coast Herald.\n");
    let b = format!("{said} said Brekke.\nOlav Brekke is the harbour master.\n");
    let c = format!("{said} union leader Mona Lind told the Post.\n");
    let sides = speakers(&[("a.txt", &a), ("b.txt", &b), ("c.txt", &c)]);
    let name = |s: &str| s.to_owned();
    assert_eq!(
        sides,
        [
            (name("Olav Brekke"), vec![name("Olav Brekke"), name("Brekke")]),
            (name("Mona Lind"), vec![name("Mona Lind")])
        ]
    );
    // Two spellings, and a surname alone, are one speaker.
    let d = format!("{said} harbour master Olaf Brekke told the Post.\n");
    assert_eq!(speakers(&[("a.txt", &a), ("b.txt", &b), ("d.txt", &d)]), []);
}

/// The offices to which the texts give two holders.
fn holders(texts: &[(&str, &str)]) -> Vec<String> {
    let found = story(texts).findings;
    found.into_iter().filter(|f| f.rule == "roles/two_holders").map(|f| f.message).collect()
}

#[test]
fn two_holders_of_one_office_are_shown() {
    let found = holders(&[
        ("a.txt", "The Georgian defence minister, Archil Meskhi, came early. He spoke of grain.\n"),
        ("b.txt", "Georgia's defense minister Nana Kalandia came early and spoke of grain.\n"),
    ]);
    assert_eq!(found, ["Who is the defence minister of Georgia: Archil Meskhi or Nana Kalandia?"]);
}

#[test]
fn two_heads_of_one_town_or_firm_are_shown() {
    for (a, b, question) in [
        (
            "Petru Sandu, the mayor of Harun, said the fire was out.",
            "Olga Berti, the mayor of Harun, visited the site of the fire.",
            "Who is the mayor of Harun: Olga Berti or Petru Sandu?",
        ),
        (
            "Harbour Line's chief executive, Petru Sandu, said so.",
            "Olga Berti, the chief executive of Harbour Line, said so.",
            "Who is the chief executive of Harbour Line: Olga Berti or Petru Sandu?",
        ),
    ] {
        assert_eq!(holders(&[("a.txt", a), ("b.txt", b)]), [question]);
    }
}

#[test]
fn two_offices_are_left_alone() {
    for (why, a, b) in [
        ("two towns", "Petru Sandu, the mayor of Harun, came.", "Olga Berti, the mayor of Poti, came."),
        (
            "a deputy of a town",
            "Petru Sandu, the deputy mayor of Harun, came.",
            "Olga Berti, the mayor of Harun, came.",
        ),
        (
            "someone left",
            "Petru Sandu, the mayor of Harun, resigned on Monday.",
            "Olga Berti, the mayor of Harun, came.",
        ),
        (
            "two states",
            "Georgian defence minister Archil Meskhi came.",
            "Moldovan defence minister Nana Kalandia came.",
        ),
        (
            "a deputy",
            "Georgian defence minister Archil Meskhi came.",
            "Georgian deputy defence minister Nana Kalandia came.",
        ),
        (
            "a former one",
            "Georgian defence minister Archil Meskhi came.",
            "Former Georgian defence minister Nana Kalandia came.",
        ),
        (
            "acting",
            "Georgian defence minister Archil Meskhi came.",
            "Georgia's acting defence minister Nana Kalandia came.",
        ),
        (
            "one source has both",
            "Georgian defence minister Archil Meskhi came. Georgian defence minister Nana Kalandia left.",
            "Georgian defence minister Nana Kalandia left.",
        ),
        (
            "a change of office",
            "Georgian defence minister Archil Meskhi came. President Davit Lomidze dismissed Archil Meskhi.",
            "Georgian defence minister Nana Kalandia came.",
        ),
        (
            "a year that is past",
            "Georgian defence minister Archil Meskhi came.",
            "In 2012 the Georgian defence minister, Nana Kalandia, came.",
        ),
        (
            "a spelling",
            "Georgian defence minister Archil Meskhi came.",
            "Georgian defence minister Archyl Meskhi came.",
        ),
    ] {
        assert_eq!(holders(&[("a.txt", a), ("b.txt", b)]), Vec::<String>::new(), "{why}");
    }
}

/// What the full lists of the texts name otherwise.
fn lists(texts: &[(&str, &str)]) -> Vec<String> {
    let found = story(texts).findings;
    found.into_iter().filter(|f| f.rule == "lists/two_lists").map(|f| f.message).collect()
}

#[test]
fn a_list_that_names_one_otherwise_is_shown() {
    for (a, b, question) in [
        (
            "Three hospitals are testing the drug against malaria: those in Leeds, Cardiff and Norwich.",
            "Patients in Leeds, Cardiff and Dundee are testing the malaria drug at the three hospitals of the trial.",
            "Whom or what does the list name beside Leeds, Cardiff: Dundee or Norwich?",
        ),
        (
            "Moldova have picked three spinners for the Harun match: Ion Rusu, Petru Morar and the uncapped Davit Lomidze.",
            "The three spinners in Moldova's team for the Harun match are Petru Morar, Ion Rusu and Archil Meskhi.",
            "Whom or what does the list name beside Ion Rusu, Petru Morar: Archil Meskhi or Davit Lomidze?",
        ),
        // No number, but two sentences that tell one thing.
        (
            "Kuwait, Algeria and Gabon agreed on Friday to cut 300,000 barrels a day from January, the group said.",
            "Kuwait, Algeria and Angola agreed on Friday to cut 300,000 barrels a day from January, the group announced.",
            "Whom or what does the list name beside Kuwait, Algeria: Angola or Gabon?",
        ),
    ] {
        assert_eq!(lists(&[("a.txt", a), ("b.txt", b)]), [question]);
    }
}

#[test]
fn a_list_that_several_sources_give_is_asked_about_once() {
    let one = "Three hospitals are testing the drug against malaria: those in Leeds, Cardiff and Norwich.";
    let other =
        "Patients in Cardiff, Leeds and Dundee are testing the malaria drug at the three hospitals of the trial.";
    let same = "The drug against malaria is tested at three hospitals: those in Cardiff, Norwich and Leeds.";
    let found = story(&[("a.txt", one), ("b.txt", other), ("c.txt", same)]).findings;
    let lists: Vec<_> = found.iter().filter(|f| f.rule == "lists/two_lists").collect();
    assert_eq!(lists.len(), 1);
    let sources: Vec<usize> = lists[0].sides.iter().map(|side| side.evidence.len()).collect();
    assert_eq!(sources, [2, 1], "Norwich stands in two sources");
}

#[test]
fn lists_of_two_things_are_left_alone() {
    for (why, a, b) in [
        (
            "two days",
            "The three towns that voted on 3 May 2031 to close a school were Leeds, Cardiff and Norwich.",
            "The three towns that voted on 10 May 2031 to close a school were Leeds, Cardiff and Dundee.",
        ),
        (
            "some of many",
            "Towns that closed a school, including Leeds, Cardiff and Norwich, have saved little money.",
            "Towns that closed a school, including Leeds, Cardiff and Dundee, have saved little money.",
        ),
        (
            "the names describe who meets",
            "Turkish, American and Georgian officials will meet in the palace at noon, the ministry said.",
            "Turkish, American and Moldovan officials will meet in the palace at noon, the ministry said.",
        ),
        (
            "nothing else in common",
            "Three hospitals test the drug: those in Leeds, Cardiff and Norwich.",
            "Three bridges were shut by snow, in Leeds, Cardiff and Dundee.",
        ),
        (
            "one more, and none otherwise",
            "The talks were joined on Friday by the ministers of Kuwait, Algeria and Gabon, the group said.",
            "The talks were joined on Friday by the ministers of Kuwait, Algeria, Angola and Gabon, the group said.",
        ),
    ] {
        assert_eq!(lists(&[("a.txt", a), ("b.txt", b)]), Vec::<String>::new(), "{why}");
    }
}

#[test]
fn one_deed_of_two_given_names_is_shown() {
    let ban = "marathon runner Petru Rusu for missing three tests was imposed on Wednesday. It rained.\n";
    let a = format!("A three-year ban of {ban}");
    let b = "Marathon runner Pavel Rusu was handed a three-year ban on Wednesday for missing tests.\n";
    assert_eq!(doubles(&[("a.txt", &a), ("b.txt", b)]), [["Pavel Rusu", "Petru Rusu"]]);
    // Two ages, or a wife: two people.
    let aged = "Marathon runner Pavel Rusu, 31, was handed a three-year ban on Wednesday for missing tests.\n";
    let other = a.replace("Petru Rusu", "Petru Rusu, 24,");
    assert_eq!(doubles(&[("a.txt", &other), ("b.txt", aged)]), Vec::<Vec<String>>::new());
    let wife =
        "A three-year ban of the marathon runner's wife, Paula Rusu, was imposed on Wednesday over missing tests.\n";
    assert_eq!(doubles(&[("a.txt", wife), ("b.txt", b)]), Vec::<Vec<String>>::new());
}

#[test]
fn an_office_that_a_verb_gives_is_one() {
    let found = doubles(&[
        ("a.txt", "Anna Rusu-Bah will be the Gambia's new foreign minister. She was in Turkey.\n"),
        ("b.txt", "The ambassador, Laura Rusu-Bah, to be the new foreign minister, was in Turkey.\n"),
    ]);
    assert_eq!(found, [["Anna Rusu-Bah", "Laura Rusu-Bah"]]);
    // What somebody was or may be is no office of today.
    let found = doubles(&[
        ("a.txt", "Anna Rusu-Bah was the Gambia's foreign minister.\n"),
        ("b.txt", "The ambassador, Laura Rusu-Bah, to be the new foreign minister, was in Turkey.\n"),
    ]);
    assert_eq!(found, Vec::<Vec<String>>::new());
}

/// Who is said to have done what two sources tell the other way round, with how loudly it is asked.
fn turned(texts: &[(&str, &str)]) -> Vec<(Severity, Vec<String>)> {
    let found = story(texts).findings;
    let turned = found.into_iter().filter(|f| f.rule == "roles/turned");
    turned.map(|f| (f.severity, f.sides.into_iter().map(|s| s.value).collect())).collect()
}

#[test]
fn who_beat_whom_is_an_error_when_it_is_told_the_other_way_round() {
    for (a, b) in [
        (
            "Spain beat Serbia 2-1 in the final on Sunday, thanks to a late goal by the captain.",
            "Serbia beat Spain 2-1 in the final on Sunday, thanks to a late goal by the captain.",
        ),
        (
            "Irina Rusu replaced Petru Morar as head of the harbour board after a vote on Monday.",
            "Petru Morar replaced Irina Rusu as head of the harbour board after a vote on Monday.",
        ),
    ] {
        let found = turned(&[("a.txt", a), ("b.txt", b)]);
        assert!(matches!(&found[..], [(Severity::Error, _)]), "{a}: {found:?}");
    }
    for (a, b) in [
        (
            "Tarn Optics sued Velloni Glass in a Milan court on Tuesday, alleging that its rival had copied a coating.",
            "Velloni Glass sued Tarn Optics in a Milan court on Tuesday, alleging that its rival had copied a coating.",
        ),
        (
            "Irina Rusu stopped Petru Morar in the seventh round on Saturday night to win the title in Cardiff.",
            "Irina Rusu was stopped by Petru Morar in the seventh round on Saturday night in the title fight in Cardiff.",
        ),
    ] {
        let found = turned(&[("a.txt", a), ("b.txt", b)]);
        assert!(matches!(&found[..], [(Severity::Warning, _)]), "each may do it, or the form is another: {found:?}");
    }
    let clipped = turned(&[
        ("a.txt", "A Baltwing jet clipped the tail of a parked Aerolund plane while taxiing in Oslo on Monday night."),
        ("b.txt", "An Aerolund jet clipped the tail of a parked Baltwing plane while taxiing in Oslo on Monday night."),
    ]);
    assert!(
        matches!(&clipped[..], [(Severity::Error, _)]),
        "one form of words, whatever the parser makes of it: {clipped:?}"
    );
}

#[test]
fn two_deeds_are_not_one_that_is_turned() {
    for (why, a, b) in [
        (
            "two days",
            "Spain beat Serbia 2-1 on 3 May 2031 in the cup, thanks to a late goal by the captain.",
            "Serbia beat Spain 2-1 on 10 May 2031 in the cup, thanks to a late goal by the captain.",
        ),
        (
            "a series",
            "Spain beat Serbia in the first match of the cup. Serbia beat Spain in the second match of the cup.",
            "Serbia beat Spain in the second match of the cup.",
        ),
        (
            "a denial",
            "Spain beat Serbia in the final of the cup, thanks to a late goal by the captain.",
            "Serbia did not beat Spain in the final of the cup, for all the goals of the captain.",
        ),
        (
            "what two may do to each other",
            "Spain accused Serbia of cheating in the final of the cup on Sunday.",
            "Serbia accused Spain of cheating in the final of the cup on Sunday.",
        ),
        (
            "two finals",
            "Karlsson beat Brandvold by a ski's length in the women's sprint final in Falun on Saturday.",
            "Brandvold beat Karlsson by a ski's length in the men's sprint final in Falun on Saturday.",
        ),
        (
            "two issues",
            "Writing in the March issue of Strata, Helga Roon sued Idris Pell over the dating of the skull.",
            "Writing in the May issue of Strata, Idris Pell sued Helga Roon over the dating of the skull.",
        ),
        (
            "the passive tells the same",
            "Gary Pell beat Liam Wadsworth 10-7 in the final in Sheffield on Sunday.",
            "Liam Wadsworth was beaten 10-7 by Gary Pell in the final in Sheffield on Sunday.",
        ),
        ("nothing else in common", "Spain beat Serbia in the rain.", "Serbia beat Spain with a smile."),
    ] {
        assert_eq!(turned(&[("a.txt", a), ("b.txt", b)]), [], "{why}");
    }
}
