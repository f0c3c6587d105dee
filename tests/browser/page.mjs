// Opens the pages that `cargo test --test browser` has made in a folder, and looks at them as an editor would.
// Usage: node page.mjs FOLDER (report.html, check.html, diff.html, hostile.html and what they must hold in facts.json)
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const folder = process.argv[2];
const facts = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = ["report", "check", "diff", "hostile"];
const address = (name) => pathToFileURL(join(folder, `${name}.html`)).href;
const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });

/** Opens a page in a context of its own; whatever it complains of or asks the network for is kept. */
const open = async (name, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => (trouble.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => {
    if (request.url() !== address(name) && !request.url().startsWith("blob:")) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address(name));
  return { page, trouble, close: () => context.close() };
};

let ran = 0;
const test = async (name, body) => {
  try {
    await body();
    ran += 1;
    console.log(`ok ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
};

const shown = (page) => page.locator("article.finding:visible").count();
const currentId = (page) => page.evaluate(() => document.querySelector("[aria-current]")?.dataset.id);

for (const name of pages) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 390], ["light", 320]]) {
    await test(`${name} in ${colorScheme} at ${width} pixels: quiet, offline, accessible`, async () => {
      const { page, trouble, close } = await open(name, { colorScheme, viewport: { width, height: 844 } });
      assert.ok((await page.locator("main section").count()) >= 5, "the sections are gone");
      assert.ok(await page.locator(".script").first().isVisible(), "the script did not run: is its hash right?");
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.notEqual(background, "rgba(0, 0, 0, 0)", "the style is not applied: is its hash right?");
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      // Through the debugger, which the page's policy does not bind.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
      );
      const told = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join("\n  ")}`);
      assert.deepEqual(told, []);
      assert.deepEqual(trouble, []);
      await close();
    });
  }
  await test(`${name} at 320 pixels: nothing but tables scrolls sideways`, async () => {
    const { page, close } = await open(name, { viewport: { width: 320, height: 640 } });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await close();
  });
  await test(`${name} on a telephone: the first finding is on the first screen`, async () => {
    const { page, close } = await open(name, { viewport: { width: 390, height: 844 } });
    const top = await page.evaluate(() => document.querySelector("article.finding")?.getBoundingClientRect().top ?? 0);
    assert.ok(top < 700, `it begins at ${top}`);
    await close();
  });
  await test(`${name} without script: all is there to read`, async () => {
    const { page, trouble, close } = await open(name, { javaScriptEnabled: false });
    assert.equal(await page.locator("article.finding:visible").count(), facts[name].length);
    for (const { message } of facts[name]) assert.ok(await page.getByText(message.trim(), { exact: true }).first().isVisible(), message);
    assert.equal(await page.locator(".script:visible").count(), 0, "what needs the script is hidden without it");
    assert.ok(await page.locator("blockquote mark").first().isVisible());
    assert.deepEqual(trouble, []);
    await close();
  });
}

await test("the filters leave what they say", async () => {
  const { page, trouble, close } = await open("report");
  const all = facts.report;
  const by = (key, value) => all.filter((finding) => finding[key] === value).length;
  assert.equal(await shown(page), all.length);
  await page.uncheck("input[value=error]");
  assert.equal(await shown(page), all.length - by("severity", "error"));
  assert.match(await page.locator("#shown").textContent(), /findings shown/);
  await page.check("input[value=error]");
  await page.selectOption("select[name=category]", all[0].category);
  assert.equal(await shown(page), by("category", all[0].category));
  await page.selectOption("select[name=category]", "");
  const outlet = all[0].outlets[0];
  await page.selectOption("select[name=outlet]", { label: outlet });
  assert.equal(await shown(page), all.filter((finding) => finding.outlets.includes(outlet)).length);
  assert.deepEqual(trouble, []);
  await close();
});

await test("the keys walk, settle, dismiss and undo, and the file has what was decided", async () => {
  const { page, trouble, close } = await open("report");
  const [first, second, third] = facts.report;
  await page.keyboard.press("j");
  assert.equal(await currentId(page), first.id);
  await page.keyboard.press("k");
  assert.equal(await currentId(page), facts.report.at(-1).id, "before the first stands the last");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  assert.match(await page.locator(`#finding-${first.id} .settled`).textContent(), /Fixed/);
  await page.keyboard.press("j");
  assert.equal(await currentId(page), second.id);
  await page.keyboard.press("d");
  const dialog = page.locator("dialog");
  assert.ok(await dialog.isVisible());
  await page.keyboard.type('jak "said"\\so');
  assert.equal(await currentId(page), second.id, "letters in the reason are no commands");
  await dialog.locator("button[type=submit]").click();
  assert.ok(await dialog.isVisible(), "a waiver needs a name");
  await dialog.locator("input[name=by]").fill("A. Editor");
  await dialog.locator("input[name=until]").fill("2999-01-31");
  await dialog.locator("button[type=submit]").click();
  assert.ok(!(await dialog.isVisible()));
  assert.match(await page.locator(`#finding-${second.id} .settled`).textContent(), /2999-01-31/);
  assert.equal(await currentId(page), second.id, "the reader stays where it was");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.keyboard.press("u");
  assert.ok(!(await page.locator(`#finding-${third.id} .settled`).isVisible()));
  assert.match(await page.locator("#progress").textContent(), /^2 of /);

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  assert.equal(download.suggestedFilename(), "crosscheck-waivers.toml");
  const text = readFileSync(await download.path(), "utf8");
  // The program reads it in its turn.
  writeFileSync(join(folder, "exported.toml"), text);
  const entry = [
    "[[waiver]]", `id = "${second.id}"`, `rule = "${second.rule}"`, `values = [${second.values.map((v) => JSON.stringify(v)).join(", ")}]`,
    'reason = "jak \\"said\\"\\\\so"', 'by = "A. Editor"', "until = 2999-01-31",
  ].join("\n");
  assert.ok(text.includes(entry), text);
  assert.equal(text.split("[[waiver]]").length, 2, text);
  assert.ok(text.includes(`# fixed in the copy: ${first.id}`), text);

  await page.uncheck("input[name=settled]");
  assert.equal(await shown(page), facts.report.length - 2);
  await page.reload();
  assert.match(await page.locator("#progress").textContent(), /^2 of /, "decisions outlive the page");
  await page.uncheck("input[name=keys]");
  await page.keyboard.press("j");
  assert.equal(await currentId(page), undefined, "the keys can be turned off");
  assert.deepEqual(trouble, []);
  await close();
});

await test("what is dismissed can be dismissed by mouse, and the dialog can be left", async () => {
  const { page, close } = await open("report");
  const finding = page.locator("article.finding").first();
  await finding.getByRole("button", { name: "Dismiss…" }).click();
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("dialog").isVisible()));
  assert.ok(!(await finding.locator(".settled").isVisible()));
  await finding.getByRole("button", { name: "Fixed" }).click();
  await finding.getByRole("button", { name: "Undo" }).click();
  assert.ok(!(await finding.locator(".settled").isVisible()));
  await close();
});

await test("both quotes are copied with outlet, time and place", async () => {
  const { page, close } = await open("report", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(text.startsWith(facts.report[0].message), text);
  for (const words of [...facts.report[0].outlets, ...facts.report[0].sentences]) assert.ok(text.includes(words), `${words} in\n${text}`);
  await close();
});

await test("on paper nothing is folded away and no button is left", async () => {
  const { page, close } = await open("report");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("button:visible, select:visible, nav:visible").count(), 0);
  const folded = await page.evaluate(() =>
    [...document.querySelectorAll("details:not(.script) > :not(summary)")].filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length,
  );
  assert.equal(folded, 0);
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10000);
  await close();
});

await test("hostile words are words", async () => {
  const { page, trouble, close } = await open("hostile");
  const strange = await page.evaluate(() =>
    [...document.querySelectorAll("img, iframe, object, embed, link, base, video, audio, body script:not(:last-of-type)")].map((e) => e.outerHTML),
  );
  assert.deepEqual(strange, []);
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.ok((await page.locator("blockquote", { hasText: "</script><img src=x onerror=" }).count()) >= 2, "the words are shown as they stand");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await page.keyboard.press("d");
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.deepEqual(trouble, []);
  await close();
});

await browser.close();
console.log(`${ran} browser tests passed`);
