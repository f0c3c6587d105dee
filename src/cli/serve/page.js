// The desk: collects a draft and sources, asks the server, shows the report, and hands its waivers to the story.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const form = one("#desk");
  const said = one("#said");
  const frame = one("#report");
  let story = "";

  const dropped = async (box, file) => {
    box.file = file;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    box.base64 = btoa(text);
    const area = one("[name=text]", box);
    area.value = "";
    area.placeholder = `${file.name}, ${bytes.length} bytes`;
  };
  const prepare = (box) => {
    one("[type=file]", box).addEventListener("change", (event) => event.target.files[0] && dropped(box, event.target.files[0]));
    for (const kind of ["dragover", "dragleave", "drop"]) {
      box.addEventListener(kind, (event) => {
        event.preventDefault();
        box.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files[0]) dropped(box, event.dataTransfer.files[0]);
      });
    }
    one(".gone", box)?.addEventListener("click", () => box.remove());
  };
  const add = () => {
    const box = one("#source").content.cloneNode(true).firstElementChild;
    one("#sources").append(box);
    prepare(box);
    return box;
  };
  const read = (box) => {
    const value = (name) => one(`[name=${name}]`, box)?.value.trim() || undefined;
    const text = one("[name=text]", box).value;
    const more = { outlet: value("outlet"), published: value("published") };
    if (text.trim()) return { text, ...more };
    return box.base64 ? { base64: box.base64, name: box.file.name, ...more } : null;
  };

  const ask = async (address, body) => {
    const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) throw new Error(json.error);
    return json;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const draft = read(one("#draft")) || undefined;
    const sources = [...document.querySelectorAll("#sources fieldset")].map(read).filter(Boolean);
    story = form.elements.story.value;
    said.textContent = "Checking…";
    one("#run").disabled = true;
    try {
      const result = await ask("/api/v1/check", { draft, sources, story: story || undefined });
      const { errors, warnings, notes } = result.counts;
      one("#verdict").textContent = `${result.heading} (${errors} blocking, ${warnings} to look at, ${notes} notes)`;
      frame.src = one("#alone").href = result.report_url;
      one("#result").hidden = false;
      one("#verdict").focus();
      said.textContent = "";
    } catch (error) {
      said.textContent = `Not checked: ${error.message}`;
    }
    one("#run").disabled = false;
  });

  addEventListener("message", async (event) => {
    if (event.origin !== location.origin || event.source !== frame.contentWindow || event.data?.crosscheck !== "waive") return;
    if (!story) {
      said.textContent = "Kept on this page only: choose a story, and the server writes it into its folder";
      return;
    }
    try {
      const done = await ask("/api/v1/waivers", { story, ...event.data.waiver });
      said.textContent = `Written to ${done.file} of ${story}`;
    } catch (error) {
      said.textContent = `Not written: ${error.message}`;
    }
  });

  one("#more").addEventListener("click", () => one("textarea", add()).focus());
  prepare(one("#draft"));
  add();
  fetch("/api/v1/stories").then((answer) => answer.json()).then(({ stories }) => {
    for (const name of stories) form.elements.story.add(new Option(name, name));
    one("#pick").hidden = stories.length === 0;
    if (stories.length) form.elements.story.value = stories[0];
  });
})();
