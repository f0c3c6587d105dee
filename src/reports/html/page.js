"use strict";
// Filters and triage. The page can be read without it; it loads nothing and sends nothing.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all("article.finding");
  const filters = one("#filters");
  addEventListener("beforeprint", () => all("details").forEach((details) => (details.open = true)));
  if (!filters) return;
  // On a telephone the first finding comes before the tools.
  one("#tools").open = matchMedia("(min-width: 44rem)").matches;

  const dialog = one("#dismiss");
  const form = one("form", dialog);
  const key = `crosscheck-triage:${location.pathname}`;
  const decisions = new Map();
  let current = null;

  const say = (text) => {
    one("#said").textContent = text;
  };
  const isoDay = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

  // What was decided is kept for the next time this page is opened, where the browser allows it.
  const restore = () => {
    let kept = {};
    try {
      kept = JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return;
    }
    for (const finding of findings) {
      const decision = kept[finding.dataset.id];
      // A decision on other values is none on these.
      if (decision && decision.values === finding.dataset.values) decisions.set(finding.dataset.id, decision);
    }
  };
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(decisions)));
    } catch {
      // Without storage they last as long as the page.
    }
  };

  const wanted = (finding) => {
    const data = new FormData(filters);
    const outlet = data.get("outlet");
    return (
      data.getAll("severity").includes(finding.dataset.severity) &&
      (!data.get("category") || data.get("category") === finding.dataset.category) &&
      (!outlet || finding.dataset.outlets.split(" ").includes(outlet)) &&
      (data.get("settled") || !decisions.has(finding.dataset.id))
    );
  };
  const visible = () => findings.filter((finding) => !finding.hidden);

  const show = () => {
    for (const finding of findings) {
      const decision = decisions.get(finding.dataset.id);
      const note = one(".settled", finding);
      note.hidden = !decision;
      note.textContent = !decision
        ? ""
        : decision.state === "fixed"
          ? "✓ Fixed in the copy"
          : `Dismissed until ${decision.until} by ${decision.by}: ${decision.reason}`;
      one("[data-do=undo]", finding).hidden = !decision;
      finding.hidden = !wanted(finding);
    }
    const left = findings.length - decisions.size;
    one("#progress").textContent = `${decisions.size} of ${findings.length} settled, ${left} to go`;
    const waivers = [...decisions.values()].filter((decision) => decision.state === "dismissed").length;
    const button = one("#export");
    button.disabled = decisions.size === 0;
    button.textContent = `Download crosscheck-waivers.toml (${waivers})`;
    const status = one("#shown");
    const count = visible().length;
    status.hidden = count === findings.length;
    status.textContent = status.hidden ? "" : `${count} of ${findings.length} findings shown`;
  };

  const go = (finding) => {
    if (!finding) return;
    current?.removeAttribute("aria-current");
    current = finding;
    finding.setAttribute("aria-current", "true");
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "start" });
  };
  const step = (by) => {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    // A finding that was filtered away leaves its place to its neighbour.
    const next = at < 0 ? (by > 0 ? shown.find(after) : shown.findLast(before)) || shown[by > 0 ? 0 : shown.length - 1] : shown[(at + by + shown.length) % shown.length];
    go(next);
  };
  const after = (finding) => !current || current.compareDocumentPosition(finding) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = (finding) => current && current.compareDocumentPosition(finding) & Node.DOCUMENT_POSITION_PRECEDING;

  const decide = (finding, decision) => {
    if (decision) decisions.set(finding.dataset.id, { ...decision, values: finding.dataset.values });
    else decisions.delete(finding.dataset.id);
    keep();
    show();
    say(decision ? (decision.state === "fixed" ? "Marked as fixed" : "Dismissed") : "Undone");
    if (finding.hidden) step(1);
  };

  const ask = (finding) => {
    const earlier = decisions.get(finding.dataset.id);
    one("#dismiss-what").textContent = one("h3", finding).textContent;
    const today = new Date();
    const week = new Date(today);
    week.setDate(today.getDate() + 7);
    form.elements.reason.value = earlier?.reason || "";
    form.elements.until.min = isoDay(today);
    form.elements.until.value = earlier?.until || isoDay(week);
    dialog.finding = finding;
    dialog.showModal();
    form.elements.reason.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { reason, by, until } = form.elements;
    if (!reason.value.trim() || !by.value.trim()) {
      const empty = reason.value.trim() ? by : reason;
      empty.value = "";
      empty.reportValidity();
      return;
    }
    dialog.close();
    const decision = { state: "dismissed", reason: reason.value.trim(), by: by.value.trim(), until: until.value };
    decide(dialog.finding, decision);
    tell(dialog.finding, decision);
    if (!dialog.finding.hidden) go(dialog.finding);
  });

  // `crosscheck serve` shows the report in a frame, and writes the waiver into the folder of the story.
  const tell = (finding, { reason, by, until }) => {
    if (parent === window || !location.protocol.startsWith("http")) return;
    const { id, rule, values } = finding.dataset;
    const question = oneLine(one("h3", finding).textContent);
    parent.postMessage({ crosscheck: "waive", waiver: { id, rule, values: JSON.parse(values), reason, by, until, question } }, location.origin);
  };

  const quotes = (finding) => {
    const lines = [one("h3", finding).textContent.trim(), ""];
    for (const side of all(".side", finding)) {
      lines.push(one(".value", side).textContent.trim() + ":");
      for (const quote of all(".quote", side)) {
        const source = one(one(".place", quote).hash);
        const url = source && one("[data-url]", source);
        const place = one("figcaption", quote).textContent.trim().replace(/\s+/g, " ");
        lines.push(`- ${place}: “${one("blockquote", quote).textContent.trim()}”${url ? ` ${url.href}` : ""}`);
      }
    }
    return lines.join("\n") + "\n";
  };
  const copy = async (finding) => {
    const text = quotes(finding);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Quotes copied");
    const button = one("[data-do=copy]", finding);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy the quotes"), 1500);
  };

  // Every JSON string is a TOML string but for DEL, which TOML wants escaped, and lone surrogates, which it has not.
  const toml = (text) => JSON.stringify(text.toWellFormed ? text.toWellFormed() : text).replaceAll("\u007f", "\\u007f");
  const oneLine = (text) => text.trim().replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ");
  const waivers = () => {
    const out = ["# Findings that a person has dismissed. Each comes back after its last day, or when its values change.\n"];
    for (const finding of findings) {
      const decision = decisions.get(finding.dataset.id);
      if (!decision) continue;
      const question = oneLine(one("h3", finding).textContent);
      if (decision.state === "fixed") {
        out.push(`# fixed in the copy: ${oneLine(finding.dataset.id)}, ${question}\n`);
        continue;
      }
      out.push(
        [
          `# ${question}`,
          "[[waiver]]",
          `id = ${toml(finding.dataset.id)}`,
          `rule = ${toml(finding.dataset.rule)}`,
          `values = [${JSON.parse(finding.dataset.values).map(toml).join(", ")}]`,
          `reason = ${toml(decision.reason)}`,
          `by = ${toml(decision.by)}`,
          `until = ${decision.until}\n`,
        ].join("\n"),
      );
    }
    return out.join("\n");
  };
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([waivers()], { type: "application/toml" }));
    link.download = "crosscheck-waivers.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say("Saved: put the file beside the sources");
  };

  const act = { copy, fixed: (finding) => decide(finding, { state: "fixed" }), dismiss: ask, undo: (finding) => decide(finding, null) };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    if (button.dataset.do === "cancel") dialog.close();
    else act[button.dataset.do](button.closest("article.finding"));
  });
  document.addEventListener("focusin", (event) => {
    const finding = event.target.closest("article.finding");
    if (!finding || finding === current) return;
    current?.removeAttribute("aria-current");
    current = finding;
    finding.setAttribute("aria-current", "true");
  });
  const keys = { a: "fixed", d: "dismiss", u: "undo", c: "copy" };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || dialog.open || event.ctrlKey || event.altKey || event.metaKey || !filters.elements.keys.checked) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (keys[event.key] && current && !current.hidden) act[keys[event.key]](current);
    else return;
    event.preventDefault();
  });
  filters.addEventListener("input", show);
  filters.addEventListener("submit", (event) => event.preventDefault());
  one("#export").addEventListener("click", download);

  all(".script").forEach((element) => (element.hidden = false));
  restore();
  show();
})();
