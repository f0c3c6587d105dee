// Works at the desk of `crosscheck serve` as an editor would. Usage: node desk.mjs ADDRESS, of a server with the story `talks`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const address = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const trouble = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
page.on("pageerror", (error) => trouble.push(String(error)));
page.on("request", (request) => request.url().startsWith(address) || request.url() === "data:," || trouble.push(request.url()));
const accessible = async (scheme) => {
  await page.emulateMedia({ colorScheme: scheme });
  // The policy of the page lets no script in, so it comes through the debugger.
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { iframes: false }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], scheme);
};

try {
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("[name=story]").value === "talks");
  await page.locator("#draft textarea").fill("The grain talks between Moldova and Georgia will be held in Ankara.");
  const check = async () => {
    await page.locator("#run").click();
    await page.waitForFunction(() => !document.querySelector("#run").disabled);
  };
  await check();
  assert.match(await page.locator("#verdict").textContent(), /^✗ The draft is not ready.*1 blocking/);
  const report = page.frameLocator("#report");
  await report.locator("article.finding").waitFor();
  assert.match(await report.locator("article.finding h3").first().textContent(), /Ankara or Istanbul/);
  for (const scheme of ["light", "dark"]) await accessible(scheme);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });

  // A finding that is dismissed in the report is written into the folder of the story.
  await report.locator("[data-do=dismiss]").first().click();
  await report.locator("[name=reason]").fill("phoned the ministry");
  await report.locator("[name=by]").fill("A. Editor");
  await report.locator("#dismiss [type=submit]").click();
  await page.waitForFunction(() => document.querySelector("#said").textContent.startsWith("Written to crosscheck-waivers.toml"));
  await check();
  assert.match(await page.locator("#verdict").textContent(), /^! No source confirms/);

  // A file that is no text, and a source of one's own.
  await page.locator("#draft textarea").fill("");
  const html = "<p>The grain talks between Moldova and Georgia will be held in Riga.</p>";
  await page.locator("#draft [type=file]").setInputFiles({ name: "draft.html", mimeType: "text/html", buffer: Buffer.from(html) });
  await page.waitForFunction(() => document.querySelector("#draft textarea").placeholder.startsWith("draft.html"));
  await check();
  assert.match(await page.locator("#verdict").textContent(), /^✗ The draft is not ready/);
  await page.locator("[name=story]").selectOption("");
  await check();
  assert.match(await page.locator("#verdict").textContent(), /^! Incomplete/);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "320 pixels");
  assert.deepEqual(trouble, []);
  console.log("the desk works");
} finally {
  await browser.close();
}
