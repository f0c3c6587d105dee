//! How numbers are read: numerals, units, what is counted, and what counts nothing.

mod common;

use common::story;
use crosscheck::{findings::Finding, mentions::Value, values::Severity};

/// The numbers and designations of `text`, each as words, an equals sign, its dimension in brackets where it has one, and its value.
fn read(text: &str) -> Vec<String> {
    let story = story(&[("a.txt", text)]);
    let source = &story.sources[0];
    let told = |value: &Value| match value {
        Value::Quantity(q) => {
            let dimension = q.quantity.dimension.as_ref().map(|d| format!("[{d}] ")).unwrap_or_default();
            Some(format!("{dimension}{}", q.told()))
        }
        Value::Designation(d) => Some(format!("({}) {}", d.kind.name(), d.written)),
        _ => None,
    };
    let here = source.mentions.iter().filter_map(|m| Some((source.doc.slice(m.span), told(&m.value)?)));
    here.map(|(words, value)| format!("{words} = {value}")).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text);
            (found != *expected).then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numerals_in_words_and_digits() {
    check(&[
        ("Two dozen people were hurt.", &["Two dozen = 24 people"]),
        ("Half a dozen people were hurt.", &["Half a dozen = 6 people"]),
        ("A dozen people were hurt.", &["dozen = 12 people"]),
        ("Half a million people fled.", &["Half a million = 500000 people"]),
        ("A quarter of a million people fled.", &["quarter of a million = 250000 people"]),
        ("Three-quarters of a million people fled.", &["Three-quarters of a million = 750000 people"]),
        ("The bank has five point three million customers.", &["five point three million = 5300000 customer"]),
        ("Fire took two and a half million trees.", &["two and a half million = 2500000 tree"]),
        ("Fire took twenty-one homes.", &["twenty-one = 21 home"]),
        ("Fire took one hundred and one sheds.", &["one hundred and one = 101 shed"]),
        ("Some 1 200 people came.", &["1 200 = ~1200 people"]),
        ("Some 1\u{202f}250\u{202f}000 people came.", &["1\u{202f}250\u{202f}000 = ~1250000 people"]),
        ("About 2.5 lakh people came.", &["2.5 lakh = ~250000 people"]),
        ("It counted 2,50,000 voters.", &["2,50,000 = 250000 voter"]),
        ("He has 200+ votes and 300 or so seats.", &["200+ = >=200 vote", "300 = ~300 seat"]),
        ("The 20-odd guests left.", &["20-odd = ~20 guest"]),
        // What stays as it is.
        ("They came one by one.", &[]),
        ("One of them was hurt.", &[]),
        ("He came two thirds up the hill.", &["two = 2 third"]),
        ("In 2019, 200 people came and 1,500 left.", &["200 = 200 people", "1,500 = 1500"]),
        ("He scored a goal.", &[]),
    ]);
}

#[test]
fn ranges_and_vague_magnitudes() {
    check(&[
        ("Between 20 and 30 people came.", &["20 and 30 = 20-30 people"]),
        ("He saw two or three cars.", &["two or three = 2-3 car"]),
        ("It costs 1.5 to 2 million euros.", &["1.5 to 2 million = [money:euro] 1500000-2000000 euro"]),
        ("Some 20-30 people came.", &["20-30 = 20-30 people"]),
        ("Tens of thousands of people marched.", &["Tens of thousands = ~20000-99999 people"]),
        ("Dozens were hurt.", &["Dozens = ~24-99"]),
        ("Several hundred homes burned.", &["Several hundred = ~250-950 home"]),
        // What stays as it is: two numbers of two times, a result.
        ("It rose from 20 to 30 people.", &["20 = 20", "30 = 30 people"]),
        ("They won 3-2 on Saturday.", &["3-2 = (score) 3-2"]),
        ("He spoke to two of the three men.", &["two = 2", "three = 3 man"]),
    ]);
}

#[test]
fn units_and_currencies() {
    check(&[
        ("The boat is 20m long.", &["20m = [length] 20 m"]),
        ("The firm paid £20m.", &["20m = [money:pound] 20000000 pound"]),
        ("He is 1.88m tall.", &["1.88m = [length] 1.88 m"]),
        ("The firm has 20m customers.", &["20m = 20000000 customer"]),
        ("It fell 2, 000ft.", &["2, 000ft = [length] 2000 ft"]),
        ("A twelve-mile tailback formed.", &["twelve-mile = [length] 12 mile"]),
        ("He took part in a two million-euro heist.", &["two million-euro = [money:euro] 2000000 euro"]),
        ("It cost US$6 and A$7.", &["6 = [money:dollar/us] 6 dollar/us", "7 = [money:dollar/au] 7 dollar/au"]),
        ("He owes five million pounds.", &["five million = [money:pound] 5000000 pound"]),
        ("He weighs 300 pounds.", &["300 = [mass] 300 pound"]),
        ("Rates rose 50 basis points.", &["50 = [points] 50 basis point"]),
        ("Rates rose 0.5 percentage points.", &["0.5 = [points] 0.5 percentage point"]),
        ("It was 20C in Harun.", &["20C = [temperature] 20 c"]),
        ("It was 20C above average in Harun.", &["20C = [difference of temperature] 20 c"]),
        ("It rose by 4C in Harun.", &["4C = [difference of temperature] 4 c"]),
        ("It rose to 4C in Harun.", &["4C = [temperature] 4 c"]),
        ("It was minus 6C in Harun.", &["minus 6C = [temperature] -6 c"]),
        ("A 5.6 quake hit Harun.", &["5.6 = [magnitude] 5.6 magnitude"]),
        ("A magnitude-5.2 quake hit Harun.", &["magnitude-5.2 = [magnitude] 5.2 magnitude"]),
        ("Five quakes hit Harun.", &["Five = 5 quake"]),
        ("He held a .357 calibre gun.", &[".357 = [calibre] 0.357 calibre"]),
    ]);
}

#[test]
fn what_is_counted() {
    check(&[
        ("Police arrested 300 drivers last year.", &["300 = 300 driver"]),
        ("It left one dead and three injured last week.", &["three = 3"]),
        ("Two 29-year-olds were hurt.", &["Two = 2 person"]),
        ("The judge read a 48-page indictment.", &["48-page = 48 page"]),
        ("A 200-strong crowd came.", &["200-strong = 200 people"]),
        ("On Monday 26 people were killed.", &["26 = 26 people"]),
        ("He was stabbed 17 times.", &["17 = 17 time"]),
        ("The navy captured 26 Somali pirates.", &["26 = 26 pirate"]),
        ("The blast killed one and hurt three others.", &["three = 3 people"]),
    ]);
}

#[test]
fn figures_that_count_nothing() {
    check(&[
        ("Call the helpline on 0800 555 0101 now.", &["0800 555 0101 = (telephone number) 08005550101"]),
        ("The crash was on the A14 near Brod.", &["A14 = (road) a14"]),
        ("It took place in the 4100 block of Elm Street.", &["4100 = (address) 4100"]),
        ("Image 2 of 5", &["2 of 5 = (counter) 2of5"]),
        ("The asteroid 2014 RC passed.", &["2014 RC = (part of a name) 2014rc"]),
        ("Chang'e 4 landed on the moon.", &["4 = (part of a name) 4"]),
        ("Subscribe for $1 a week with unlimited access.", &["1 = (price of a subscription) 1"]),
        // What counts.
        ("He called 300 people.", &["300 = 300 people"]),
        ("Harbour Line raised its subscription to $12.", &["12 = [money:dollar] 12 dollar"]),
        ("He saw 2000 people there.", &["2000 = 2000 people"]),
        ("Two of five bridges are shut.", &["Two = 2", "five = 5 bridge"]),
    ]);
}

#[test]
fn results_in_words() {
    check(&[
        ("The motion passed by six votes to three.", &["six votes to three = (score) 6-3"]),
        ("The house voted by 317 to 302.", &["317 to 302 = (score) 317-302"]),
        ("It passed by a vote of 24 to 17.", &["24 to 17 = (score) 24-17"]),
        ("It passed 24 votes to 19 on Monday.", &["24 votes to 19 = (score) 24-19"]),
        ("The court split five to four over it.", &["five to four = (score) 5-4"]),
        ("Rovers won 3 to 1 in Brod.", &["3 to 1 = (score) 3-1"]),
        ("Rovers beat Harun three to one.", &["three to one = (score) 3-1"]),
        ("The bill passed by ten to five.", &["ten to five = (score) 10-5"]),
        ("The court ruled in a 5-to-4 decision.", &["5-to-4 = (score) 5-4"]),
        ("They approved it by twenty-four to 17.", &["twenty-four to 17 = (score) 24-17"]),
        // What stays as it is: ranges, counts, and what was obtained.
        ("Some 10 to 12 people won.", &["10 to 12 = 10-12 people"]),
        ("Rovers won 3 to 5 medals.", &["3 to 5 = 3-5 medal"]),
        ("The share rose from 3 to 5.", &["3 = 3", "5 = 5"]),
        ("He passed people aged 40 to 65.", &["40 = 40", "65 = 65"]),
        ("He won in three to five days.", &[]),
        ("The Alliance had 24 votes to 19 for the Greens.", &["24 = 24 vote", "19 = 19"]),
        ("It outnumbered them by three to one.", &["three = 3"]),
    ]);
}

#[test]
fn shares_in_words() {
    check(&[
        ("Seven in ten clerks agree.", &["Seven in ten = [percent] 70 percent"]),
        ("One in five hedgehogs is ill.", &["One in five = [percent] 20 percent"]),
        ("Almost one in every five homes is cold.", &["one in every five = [percent] ~20 percent"]),
        ("In the town 18 in every 100 homes are cold.", &["18 in every 100 = [percent] 18 percent"]),
        ("Three out of four nurses left.", &["Three out of four = [percent] ~75 percent"]),
        ("More than nine out of ten nurses left.", &["nine out of ten = [percent] >=90 percent"]),
        ("A third of the homes burned.", &["third = [percent] ~33.3 percent"]),
        ("He gave two-thirds of his pay.", &["two-thirds = [percent] ~66.7 percent"]),
        (
            "Two thirds of them and two-thirds of us left.",
            &["Two thirds = [percent] ~66.7 percent", "two-thirds = [percent] ~66.7 percent"],
        ),
        ("Almost half of the homes burned.", &["half = [percent] ~50 percent"]),
        ("Three-quarters of the trees fell.", &["Three-quarters = [percent] ~75 percent"]),
        ("Fire took one fifth of the crop.", &["one fifth = [percent] ~20 percent"]),
        // What is no share: a measure, an hour, a part of a match or a year, an ordinal, a scale, a series of games.
        ("It lies a third of a mile off.", &[]),
        ("He came at one in the morning.", &[]),
        ("There were two in Leeds.", &["two = 2"]),
        ("He missed half of the match.", &[]),
        ("He played in the second half of the year.", &["second = (rank) 2"]),
        ("The third of the men fell.", &["third = (rank) 3"]),
        ("Rovers won three out of four games.", &["three = 3", "four = 4 game"]),
        ("It rained two in 10 days.", &["two = 2"]),
        ("Half of one per cent of them left.", &[]),
        ("They beat two in 13 towns.", &["two = 2", "13 = 13 town"]),
    ]);
}

#[test]
fn units_and_designations_are_compared_in_copied_text() {
    for (a, b, expected) in [
        (
            "Unemployment in Harun rose by 2 percentage points last year, the office said on Monday.",
            "Unemployment in Harun rose by 2 per cent last year, the office said on Monday.",
            true,
        ),
        (
            "The bus overturned on the A14 near Brod on Thursday, killing nine people.",
            "The bus overturned on the A41 near Brod on Thursday, killing nine people.",
            true,
        ),
        (
            "The firm was sold to Harbour Line of Brod for £5 million on Monday, its owner said.",
            "The firm was sold to Harbour Line of Brod for $5 million on Monday, its owner said.",
            true,
        ),
        (
            "Temperatures in Harun were 20C above average on Monday, the institute said in a statement.",
            "Temperatures in Harun were 36F above average on Monday, the institute said in a statement.",
            false,
        ),
        (
            "The firm was sold to Harbour Line of Brod for 10 crore rupees on Monday, its owner said.",
            "The firm was sold to Harbour Line of Brod for 100 million rupees on Monday, its owner said.",
            false,
        ),
        (
            "The council of Harun approved the new tram line by six votes to three on Monday, the mayor said.",
            "The council of Harun approved the new tram line by seven votes to two on Monday, the mayor said.",
            true,
        ),
        (
            "The council of Harun approved the new tram line six to three on Monday, the mayor said.",
            "The council of Harun approved the new tram line 6-3 on Monday, the mayor said.",
            false,
        ),
        (
            "The union said on Monday that seven in ten clerks of the bank in Harun had lost their posts.",
            "The union said on Monday that 70 per cent of the clerks of the bank in Harun had lost their posts.",
            false,
        ),
        (
            "The mayor of Harun said on Monday that a third of the homes by the river had burned.",
            "The mayor of Harun said on Monday that 33 per cent of the homes by the river had burned.",
            false,
        ),
        (
            "The mayor of Harun said on Monday that a third of the homes by the river had burned.",
            "The mayor of Harun said on Monday that two-thirds of the homes by the river had burned.",
            true,
        ),
        (
            "The wall of the yard is 20m long and fell on Monday, the owner of the yard said.",
            "The wall of the yard is 20 metres long and fell on Monday, the owner of the yard said.",
            false,
        ),
    ] {
        let story = story(&[("a.txt", a), ("b.txt", b)]);
        let loud = |f: &&Finding| f.severity >= Severity::Warning;
        let messages: Vec<&str> = story.findings.iter().filter(loud).map(|f| f.message.as_str()).collect();
        assert_eq!(!messages.is_empty(), expected, "{a}\n{b}\n{messages:?}");
    }
}
