// Makes the picture of README.md: the page of a fixture as an editor sees it first.
// Usage: crosscheck report fixtures/stories/ankara-or-istanbul -f html=page.html; node tests/browser/picture.mjs page.html docs/report-page.png
// and the questions that it shows: crosscheck report fixtures/stories/ankara-or-istanbul -f jsonl | jq -s 'map(.message | select(.))' > docs/report-page.json
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, picture] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await tab.goto(pathToFileURL(resolve(page)).href);
await tab.screenshot({ path: picture });
await browser.close();
