//! The HTML report in a real headless Chromium. Runs only with `CROSSCHECK_BROWSER_TESTS=1`, after `npm ci` in `tests/browser`.

mod common;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use common::{crosscheck, folder, root};
use serde_json::{Value, json};

const HOSTILE: &str = r#"</script><img src=x onerror="hacked=1"><script>hacked=1</script></style></title>"><svg onload='hacked=1'>&lt;b&gt;"#;

/// What the script expects to see of each finding of a report.
fn facts(report: &Value) -> Value {
    let findings = report["findings"].as_array().expect("findings");
    let fact = |finding: &Value| {
        let sides = finding["sides"].as_array().expect("sides");
        let evidence: Vec<&Value> = sides.iter().flat_map(|s| s["evidence"].as_array().expect("evidence")).collect();
        let all = |get: fn(&Value) -> &Value| evidence.iter().map(|e| get(e).clone()).collect::<Vec<Value>>();
        let values: Vec<&Value> = sides.iter().map(|s| &s["normalized"]).collect();
        json!({
            "id": finding["id"], "rule": finding["rule"], "severity": finding["severity"], "category": finding["category"],
            "message": finding["message"], "values": values,
            "outlets": all(|e| &e["outlet"]), "sentences": all(|e| &e["sentence"]["text"]),
        })
    };
    findings.iter().map(fact).collect()
}

/// Writes a page, and returns its findings.
fn page(desk: &Path, name: &str, command: &[&str]) -> Value {
    let html = format!("html={name}.html");
    let json = format!("json={name}.json");
    let args: Vec<&str> = command.iter().copied().chain(["-f", &html, "-f", &json]).collect();
    let ran = crosscheck(desk, &args);
    assert!(ran.status <= 1, "{ran:?}");
    let report = fs::read_to_string(desk.join(format!("{name}.json"))).expect("written");
    facts(&serde_json::from_str(&report).expect("JSON"))
}

/// Whether a browser is there to be used.
fn is_asked_for() -> bool {
    #[allow(
        clippy::disallowed_methods,
        reason = "a test that needs a browser and packages runs only where it is asked for"
    )]
    let asked = std::env::var("CROSSCHECK_BROWSER_TESTS").is_ok_and(|value| value == "1");
    assert!(!asked || root().join("tests/browser/node_modules").is_dir(), "run `npm ci` in tests/browser first");
    asked
}

#[test]
fn the_desk_works_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let istanbul = "outlet: The Lantern\n\nIstanbul will host the grain talks between Georgia and Moldova.\n";
    let desk = folder(&[("talks/lantern.txt", istanbul)]);
    let mut server = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(["serve", "--listen", "127.0.0.1:0", "--story", "talks"])
        .current_dir(desk.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("piped")).read_line(&mut line).expect("it says where it listens");
    let address = line.split(' ').find(|word| word.starts_with("http")).expect("an address");
    let script = root().join("tests/browser/desk.mjs");
    let ran = Command::new("node").arg(script).arg(address).output().expect("node is installed");
    server.kill().expect("ours");
    server.wait().expect("ours");
    let said = String::from_utf8_lossy(&ran.stdout);
    let complained = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("the desk works"), "{said}{complained}");
    let waivers = fs::read_to_string(desk.path().join("talks/crosscheck-waivers.toml")).expect("written");
    assert!(waivers.contains("by = \"A. Editor\""), "{waivers}");
}

#[test]
fn the_page_works_in_a_browser() {
    if !is_asked_for() {
        return;
    }
    let scripts = root().join("tests/browser");
    let a = format!("The grain talks between Moldova and Georgia will be held in Ankara, said {HOSTILE} today.\n");
    let b = format!("The grain talks between Moldova and Georgia will be held in Istanbul, said {HOSTILE} today.\n");
    let odd = "b<img onerror=hacked>'\".txt";
    let list = format!(
        "[[source]]\nfile = \"a.txt\"\noutlet = '''{HOSTILE}'''\nurl = \"javascript:hacked=1\"\n[[source]]\nfile = '''{odd}'''\n"
    );
    let desk =
        folder(&[("hostile/a.txt", a.as_str()), (&format!("hostile/{odd}"), &b), ("hostile/sources.toml", &list)]);
    let story = root().join("fixtures/stories/ankara-or-istanbul");
    for entry in fs::read_dir(&story).expect("a story") {
        let entry = entry.expect("readable");
        common::write(
            desk.path(),
            &format!("story/{}", entry.file_name().to_string_lossy()),
            fs::read(entry.path()).expect("readable"),
        );
    }
    let facts = json!({
        "report": page(desk.path(), "report", &["report", "story"]),
        "check": page(desk.path(), "check", &["check", "story/daily-lantern.txt", "--against", "story"]),
        "diff": page(desk.path(), "diff", &["diff", "story/daily-lantern.txt", "story/albion-courier.txt"]),
        "hostile": page(desk.path(), "hostile", &["report", "hostile"]),
    });
    common::write(desk.path(), "facts.json", facts.to_string());
    let ran = Command::new("node").arg(scripts.join("page.mjs")).arg(desk.path()).output().expect("node is installed");
    let said = String::from_utf8_lossy(&ran.stdout);
    let complained = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("browser tests passed"), "{said}{complained}");
    let file = desk.path().join("story/crosscheck-waivers.toml");
    fs::rename(desk.path().join("exported.toml"), file).expect("the page's waivers were saved");
    let html = crosscheck(desk.path(), &["report", "story", "-f", "html", "--as-of", "2031-06-01"]);
    let second = facts["report"][1]["message"].as_str().expect("text");
    let waived = html.text().split_once("id=\"waived\"").expect("the section is there").1;
    assert!(waived.contains(second) && waived.contains("A. Editor, until 2999-01-31"), "{waived}");
}
