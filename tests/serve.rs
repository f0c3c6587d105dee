//! `crosscheck serve`: what it answers, whom it refuses, and that nobody keeps others waiting.

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::{crosscheck, folder};
use serde_json::{Value, json};
use tempfile::TempDir;

const ANKARA: &str = "The grain talks between Moldova and Georgia will be held in Ankara.";
const ISTANBUL: &str = "Istanbul will host the grain talks between Georgia and Moldova.";

struct Server {
    child: Child,
    address: String,
    desk: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Server {
    /// A server with the story `talks`, in which the Lantern says Istanbul.
    fn start(more: &[&str]) -> Self {
        let desk = folder(&[("talks/lantern.txt", format!("outlet: The Lantern\n\n{ISTANBUL}\n"))]);
        let mut child = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
            .args(["serve", "--listen", "127.0.0.1:0", "--story", "talks", "--as-of", "2031-05-15"])
            .args(more)
            .current_dir(desk.path())
            .env_clear()
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("it says where it listens");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Self { child, address: address.to_owned(), desk }
    }

    fn raw(&self, request: &str) -> Answer {
        raw(&self.address, request)
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let length = body.len();
        let host = &self.address;
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, "Content-Type: application/json\r\n", &body.to_string())
    }

    /// The matches of a LanguageTool client for a form.
    fn matches(&self, path: &str, form: &[(&str, &str)]) -> Value {
        let encoded: Vec<String> = form.iter().map(|(key, value)| format!("{key}={}", escaped(value))).collect();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        let answer = self.ask("POST", path, kind, &encoded.join("&"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    fn talks(&self) -> std::path::PathBuf {
        self.desk.path().join("talks")
    }
}

fn raw(address: &str, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a limit");
    // A server that refuses early may not read the rest.
    let _ = stream.write_all(request.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte == b' ' { "+".to_owned() } else { format!("%{byte:02X}") }).collect()
}

fn texts() -> Value {
    json!({
        "draft": { "text": ANKARA },
        "sources": [{ "text": ISTANBUL, "outlet": "The Lantern", "published": "2031-05-15T13:00+01:00" }],
    })
}

#[test]
fn the_api_says_whether_a_draft_may_pass() {
    let server = Server::start(&[]);
    let answer = server.post("/api/v1/check", &texts());
    assert_eq!(answer.status, 200, "{answer:?}");
    let result = answer.json();
    assert_eq!((&result["verdict"], &result["counts"]["errors"]), (&"fail".into(), &1.into()), "{result:#}");
    let other = &result["findings"][0]["sides"].as_array().expect("sides").iter().find(|s| s["value"] == "Istanbul");
    assert_eq!(other.expect("Istanbul")["evidence"][0]["outlet"], "The Lantern");
    assert_eq!(result["report"]["schema"], "crosscheck.report/1");
    assert_eq!(result["report"]["findings"], result["findings"]);
    // The report can be looked at, and only under its own name.
    let page = server.get(result["report_url"].as_str().expect("an address"));
    // The heading of the answer is that of the page.
    let heading = result["heading"].as_str().expect("a heading");
    assert!(heading.starts_with('✗') && page.body.contains(heading), "{heading}");
    assert!(page.status == 200 && page.body.contains("Istanbul") && page.head.contains("frame-ancestors 'self'"));
    assert_eq!(server.get("/r/0").status, 404);
    let mut request = texts();
    // What does not fail does not pass in silence.
    request["fail_on"] = "never".into();
    let result = server.post("/api/v1/check", &request).json();
    assert_eq!((&result["verdict"], &result["counts"]["verdict"]), (&"look".into(), &"look".into()), "{result:#}");
    request["sources"][0]["text"] = ANKARA.into();
    request["fail_on"] = "note".into();
    assert_eq!(server.post("/api/v1/check", &request).json()["verdict"], "pass");
    // What cannot be compared is no pass.
    request["sources"] = json!([]);
    let result = server.post("/api/v1/check", &request).json();
    assert_eq!(result["verdict"], "incomplete");
    assert!(result["report"]["not_read"][0]["reason"].as_str().is_some_and(|why| why.contains("nothing to compare")));
    request["sources"] = json!([{ "text": "Rain fell on the harbour of Norrholm all day." }]);
    assert_eq!(server.post("/api/v1/check", &request).json()["verdict"], "incomplete");
}

#[test]
fn files_and_stories_count_as_texts_do() {
    let server = Server::start(&[]);
    // "The grain talks ..." as a page, in Base64.
    let coded = "PHA+VGhlIGdyYWluIHRhbGtzIGJldHdlZW4gTW9sZG92YSBhbmQgR2VvcmdpYSB3aWxsIGJlIGhlbGQgaW4gQW5rYXJhLjwvcD4=";
    let request = json!({ "draft": { "base64": coded, "name": "../talks.html", "outlet": "We" }, "story": "talks" });
    let result = server.post("/api/v1/check", &request).json();
    assert_eq!(result["verdict"], "fail", "{result:#}");
    let paths: Vec<&str> =
        result["report"]["sources"].as_array().expect("sources").iter().filter_map(|s| s["path"].as_str()).collect();
    assert_eq!(paths, ["draft/talks.html", "talks/lantern.txt"]);
    assert_eq!(server.get("/api/v1/stories").json(), json!({ "stories": ["talks"] }));
    assert_eq!(server.get("/s/talks").status, 200);
    for (request, status, what) in [
        (json!({ "draft": { "text": "a" }, "story": "nowhere" }), 404, "no story `nowhere`"),
        (json!({ "draft": { "text": "a", "base64": "YQ==" } }), 400, "either"),
        (json!({ "draft": { "base64": "?" } }), 400, "Base64"),
        (json!({ "draft": { "text": "a", "published": "soon" } }), 400, "`soon` is no time"),
        (json!({ "drafts": 1 }), 400, "unknown field"),
    ] {
        let answer = server.post("/api/v1/check", &request);
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(answer.json()["error"].as_str().is_some_and(|error| error.contains(what)), "{answer:?}");
    }
}

#[test]
fn a_source_that_changed_is_read_anew_and_the_others_are_as_they_were() {
    let server = Server::start(&[]);
    let check = |draft: &str| {
        let answer = server.post("/api/v1/check", &json!({ "draft": { "text": draft }, "story": "talks" })).json();
        (answer["verdict"].clone(), answer["report"].to_string())
    };
    fs::write(server.talks().join("harbour.txt"), "Rain fell on the harbour of Norrholm all day.").expect("writable");
    let first = check(ANKARA);
    assert_eq!((&first.0, &check(ANKARA)), (&"fail".into(), &first), "asked twice, answered alike");
    assert_eq!(check(ISTANBUL).0, "pass");
    fs::write(server.talks().join("lantern.txt"), format!("outlet: The Lantern\n\n{ANKARA}\n")).expect("writable");
    assert_eq!((check(ANKARA).0, check(ISTANBUL).0), ("pass".into(), "fail".into()));
    // A source before the others gives them other numbers.
    fs::write(server.talks().join("a.txt"), "Snow fell on the mill of Aldersund all night.").expect("writable");
    assert_eq!((check(ANKARA).0, check(ISTANBUL).0), ("pass".into(), "fail".into()));
    for name in ["a.txt", "harbour.txt"] {
        fs::remove_file(server.talks().join(name)).expect("it is there");
    }
    fs::write(server.talks().join("lantern.txt"), format!("outlet: The Lantern\n\n{ISTANBUL}\n")).expect("writable");
    fs::write(server.talks().join("harbour.txt"), "Rain fell on the harbour of Norrholm all day.").expect("writable");
    assert_eq!(check(ANKARA), first, "what is as it was is answered as it was");
}

#[test]
fn other_sites_and_other_names_are_refused() {
    let server = Server::start(&[]);
    let body = texts().to_string();
    let json = "Content-Type: application/json\r\n";
    let port = server.address.rsplit(':').next().expect("a port").to_owned();
    for host in ["evil.example", "evil.example:80", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", ""] {
        let answer = server.raw(&format!("GET /api/v1/stories HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 403, "{host}: {answer:?}");
        assert!(!answer.body.contains("talks"), "{host}: {answer:?}");
    }
    assert_eq!(server.raw("GET / HTTP/1.0\r\n\r\n").status, 403);
    for headers in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: https://127.0.0.1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        &format!("Host: localhost:{port}\r\n"),
    ] {
        let answer = server.ask("POST", "/api/v1/check", &format!("{json}{headers}"), &body);
        assert!(matches!(answer.status, 400 | 403), "{headers}: {answer:?}");
    }
    let own = format!("{json}Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", server.address);
    let answer = server.ask("POST", "/api/v1/check", &own, &body);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(!answer.head.contains("access-control"), "{answer:?}");
    // What a form of another site can send is no JSON.
    assert_eq!(server.ask("POST", "/api/v1/check", "Content-Type: text/plain\r\n", &body).status, 415);
    assert_eq!(server.ask("OPTIONS", "/api/v1/check", "", "").status, 405);
    assert_eq!(server.get("/../talks/lantern.txt").status, 404);
    let ran = crosscheck(server.desk.path(), &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn an_address_that_is_asked_with_another_method_says_with_which() {
    let server = Server::start(&[]);
    for (method, path, allowed) in [
        ("GET", "/api/v1/check", "post"),
        ("GET", "/v2/check", "post"),
        ("POST", "/api/v1/stories", "get"),
        ("DELETE", "/s/talks", "get"),
        ("PUT", "/page.css", "get"),
    ] {
        let answer = server.ask(method, path, "", "");
        assert_eq!(answer.status, 405, "{method} {path}: {answer:?}");
        assert!(answer.head.contains(&format!("allow: {allowed}")), "{method} {path}: {answer:?}");
    }
    assert_eq!(server.ask("GET", "/api/v1/nothing", "", "").status, 404);
    assert_eq!(server.ask("HEAD", "/page.css", "", "").status, 200);
}

#[test]
fn an_add_on_that_is_named_may_ask_for_what_languagetool_answers() {
    let server = Server::start(&["--add-on", "moz-extension://1f2e"]);
    let form = "language=en-US&text=The+grain+talks+between+Moldova+and+Georgia+will+be+held+in+Ankara.";
    let ask = |path: &str, origin: &str| {
        let headers = format!(
            "Content-Type: application/x-www-form-urlencoded\r\nOrigin: {origin}\r\nSec-Fetch-Site: cross-site\r\n"
        );
        server.ask("POST", path, &headers, form)
    };
    let answer = ask("/s/talks/v2/check", "moz-extension://1f2e");
    assert!(answer.status == 200 && answer.body.contains("Istanbul"), "{answer:?}");
    let other = ask("/s/talks/v2/check", "moz-extension://ffff");
    assert!(other.status == 403 && other.body.contains("--add-on moz-extension://ffff"), "{other:?}");
    assert_eq!(ask("/api/v1/check", "moz-extension://1f2e").status, 403, "nothing else is for add-ons");
    assert_eq!(ask("/s/talks/v2/check", "http://evil.example").status, 403);
    let ran = crosscheck(server.desk.path(), &["serve", "--add-on", "http://evil.example"]);
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn what_is_too_large_or_takes_too_long_is_refused() {
    let server = Server::start(&["--max-request-size", "1", "--time-limit", "1"]);
    let said = server.raw(&format!(
        "POST /api/v1/check HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n",
        server.address
    ));
    assert_eq!(said.status, 413, "{said:?}");
    let chunk = "x".repeat(0x4_0000);
    let chunks = format!("40000\r\n{chunk}\r\n").repeat(5);
    let unsaid = server.raw(&format!(
        "POST /api/v1/check HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n",
        server.address
    ));
    assert_eq!(unsaid.status, 413, "{unsaid:?}");
    // A body that never ends, and an analysis that takes longer.
    let slow = server.raw(&format!(
        "POST /api/v1/check HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 10\r\n\r\n{{",
        server.address
    ));
    assert_eq!(slow.status, 503, "{slow:?}");
    let long = server.post("/api/v1/check", &heavy(400_000));
    assert_eq!(long.status, 503, "{long:?}");
    assert_eq!(server.get("/v2/languages").status, 200);
}

/// A check that takes a while.
fn heavy(bytes: usize) -> Value {
    let mut text = String::new();
    for number in 0.. {
        if text.len() > bytes {
            break;
        }
        text.push_str(&format!(
            "The council of Norrholm met {number} delegates in Ankara on Friday, and {number} left. "
        ));
    }
    json!({ "draft": { "text": text }, "sources": [{ "text": ISTANBUL }] })
}

#[test]
fn nobody_keeps_others_waiting() {
    let server = Server::start(&[]);
    let address = &server.address;
    // Clients that begin to speak and fall silent.
    let silent: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect(address).expect("it listens");
            stream.write_all(b"POST /api/v1/check HT").expect("it listens");
            stream
        })
        .collect();
    thread::scope(|scope| {
        let heavy: Vec<_> =
            (0..3).map(|_| scope.spawn(|| server.post("/api/v1/check", &heavy(150_000)).status)).collect();
        thread::sleep(Duration::from_millis(300));
        assert_eq!(server.get("/v2/languages").status, 200);
        assert!(heavy.iter().any(|thread| !thread.is_finished()), "the long checks were not long");
        for thread in heavy {
            assert_eq!(thread.join().expect("answered"), 200);
        }
        // Equal requests at one time have equal answers.
        let same: Vec<_> = (0..6).map(|_| scope.spawn(|| server.post("/api/v1/check", &texts()).json())).collect();
        let answers: Vec<Value> = same.into_iter().map(|thread| thread.join().expect("answered")).collect();
        assert!(answers.iter().all(|answer| answer["report"] == answers[0]["report"]));
    });
    drop(silent);
}

#[test]
fn languagetool_clients_get_offsets_in_utf16() {
    let server = Server::start(&[]);
    let text = format!("Café 🌊🌾 news.\n\n{ANKARA}");
    let want = text.encode_utf16().count() - "Ankara.".len();
    for path in ["/v2/check", "/s/talks/v2/check"] {
        let answer = server.matches(path, &[("language", "en-US"), ("text", &text)]);
        assert_eq!(answer["matches"].as_array().map(Vec::len), Some(1), "{answer:#}");
        let found = &answer["matches"][0];
        assert_eq!((&found["offset"], &found["length"]), (&want.into(), &6.into()), "{found:#}");
        assert_eq!((&found["replacements"], &found["rule"]["issueType"]), (&json!([]), &"other".into()));
        assert!(found["message"].as_str().is_some_and(|m| m.contains("The Lantern says Istanbul")), "{found:#}");
        let context: Vec<u16> = found["context"]["text"].as_str().expect("text").encode_utf16().collect();
        let at = usize::try_from(found["context"]["offset"].as_u64().expect("an offset")).expect("small");
        assert_eq!(String::from_utf16_lossy(&context[at..at + 6]), "Ankara");
        assert_eq!(found["sentence"], ANKARA);
        assert_eq!(answer["language"]["code"], "en-US");
    }
    // Markup counts and is not read.
    let data = json!({ "annotation": [
        { "markup": "<p title=\"🌊\">" },
        { "text": "The grain talks between Moldova and Georgia will be held in An" },
        { "markup": "<b>" },
        { "text": "kara." },
    ]});
    let answer = server.matches("/s/talks/v2/check", &[("data", &data.to_string()), ("language", "auto")]);
    let found = &answer["matches"][0];
    assert_eq!((&found["offset"], &found["length"]), (&(14 + 60).into(), &(2 + 3 + 4).into()), "{answer:#}");
    let german = server.matches("/v2/check", &[("language", "de-DE"), ("text", ANKARA)]);
    assert_eq!(german["matches"], json!([]));
    let names = server.get("/s/talks/v2/languages").json();
    assert!(names.as_array().is_some_and(|all| all.iter().any(|l| l["longCode"] == "en-GB")), "{names}");
    assert_eq!(server.ask("POST", "/v2/check", "", "text=a").status, 400);
    assert_eq!(server.ask("POST", "/s/nowhere/v2/check", "", "text=a&language=en").status, 404);
}

#[test]
fn triage_is_saved_as_a_waiver_of_the_story() {
    let server = Server::start(&[]);
    let request = json!({ "draft": { "text": ANKARA, "name": "draft.txt" }, "story": "talks" });
    let before = server.post("/api/v1/check", &request).json();
    let finding = &before["findings"][0];
    let values: Vec<&Value> = finding["sides"].as_array().expect("sides").iter().map(|s| &s["normalized"]).collect();
    let mut waiver = json!({
        "story": "talks", "id": finding["id"], "rule": finding["rule"], "values": values, "by": "A. Editor",
        "reason": "phoned\n[[waiver]]", "until": "2031-05-31", "question": "Where?\n[[waiver]]",
    });
    let answer = server.post("/api/v1/waivers", &waiver);
    assert_eq!(answer.status, 200, "{answer:?}");
    let file = fs::read_to_string(server.talks().join("crosscheck-waivers.toml")).expect("written");
    assert!(file.contains("by = \"A. Editor\"") && file.contains("until = 2031-05-31"), "{file}");
    let after = server.post("/api/v1/check", &request).json();
    assert_eq!((&after["verdict"], &after["counts"]["waived"]), (&"pass".into(), &1.into()), "{after:#}");
    // The command line honours it, too.
    fs::write(server.desk.path().join("draft.txt"), ANKARA).expect("ours");
    let line = ["check", "draft.txt", "--against", "talks", "--as-of", "2031-05-15"];
    assert_eq!(crosscheck(server.desk.path(), &line).status, 0);
    for (key, value) in [
        ("until", json!("2031-05-14")),
        ("until", json!("soon")),
        ("reason", json!(" ")),
        ("id", json!("../x")),
        ("values", json!([])),
    ] {
        let right = waiver[key].clone();
        waiver[key] = value;
        assert_eq!(server.post("/api/v1/waivers", &waiver).status, 400, "{key}");
        waiver[key] = right;
    }
    waiver["story"] = "../talks".into();
    assert_eq!(server.post("/api/v1/waivers", &waiver).status, 404);
    assert_eq!(fs::read_to_string(server.talks().join("crosscheck-waivers.toml")).expect("there"), file);
}

#[test]
fn the_page_and_its_parts_load_nothing_from_elsewhere() {
    let server = Server::start(&[]);
    let page = server.get("/");
    assert!(page.head.contains("default-src 'none'") && page.head.contains("nosniff"), "{}", page.head);
    for path in ["/page.js", "/page.css"] {
        let part = server.get(path);
        assert!(part.status == 200 && !part.body.contains("http://") && !part.body.contains("https://"), "{path}");
        assert!(page.body.contains(&format!("\"{path}\"")), "{path}");
    }
    assert!(!page.body.contains("<style") && !page.body.contains("onclick"));
    assert_eq!((server.get("/nothing").status, server.ask("DELETE", "/", "", "").status), (404, 405));
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_it_is_told_to() {
    for signal in ["-TERM", "-INT"] {
        let mut server = Server::start(&[]);
        let pid = server.child.id().to_string();
        assert_eq!(server.get("/").status, 200);
        assert!(Command::new("kill").args([signal, &pid]).status().expect("kill runs").success());
        let start = Instant::now();
        let status = loop {
            if let Some(status) = server.child.try_wait().expect("ours") {
                break status;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "it does not end");
            thread::sleep(Duration::from_millis(20));
        };
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(!Path::new(&server.desk.path().join("talks/crosscheck-waivers.toml")).exists());
    }
}
