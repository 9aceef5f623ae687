// decisions go to the server at once; what others decide and what becomes of the documents comes from it
(() => {
  const base = location.pathname;
  const status = document.createElement("p");
  status.id = "status";
  status.setAttribute("role", "status");
  document.body.append(status);
  let fading = 0;
  const tell = (words, wrong = false) => {
    status.textContent = words;
    status.classList.toggle("wrong", wrong);
    clearTimeout(fading);
    if (words && !wrong) fading = setTimeout(() => tell(""), 8000);
  };
  const trouble = (words) => {
    const place = document.getElementById("trouble");
    place.textContent = words;
    place.hidden = !words;
  };
  const serial = () => Number(document.querySelector("header").dataset.serial);
  const withPrint = (print) => factlint.findings().find((finding) => finding.dataset.fingerprint === print);

  // the forms of a finding come when it is opened
  const unpack = (finding) => {
    const packed = finding.querySelector("template");
    if (packed) packed.replaceWith(packed.content);
  };
  document.addEventListener("toggle", (event) => {
    const finding = event.target.closest(".finding");
    if (finding && event.target.open) unpack(finding);
  }, true);

  // what somebody is about to write, by the name of the field; a field that was not touched is left alone
  const typed = (finding) => Array.from(finding.querySelectorAll(".decide input"))
    .filter((input) => input.value !== input.defaultValue)
    .map((input) => [input.name, input.value]);
  const retype = (finding, values) => values.filter(([name, value]) => {
    if (finding) unpack(finding);
    const input = finding && finding.querySelector(`.decide input[name=${name}]`);
    if (input) input.value = value;
    return !input;
  });
  // where the keyboard is: in which finding, on what
  const where = () => {
    const at = document.activeElement;
    const finding = at && at.closest(".finding");
    if (!finding) return null;
    const selector = at.name ? `[name=${at.name}]` : at.tagName === "SUMMARY" ? "summary" : null;
    return { print: finding.dataset.fingerprint, selector, from: at.selectionStart, to: at.selectionEnd };
  };
  const goBack = (place) => {
    const finding = place && withPrint(place.print);
    if (finding && place.selector && place.selector !== "summary") unpack(finding);
    const element = finding && finding.querySelector(place.selector || "summary");
    if (!element) return;
    element.focus({ preventScroll: true });
    if (place.from != null && element.setSelectionRange) element.setSelectionRange(place.from, place.to);
  };

  // what is let stand is marked less loudly, and counted apart
  const settle = () => {
    const all = factlint.findings();
    const open = all.filter((finding) => finding.dataset.state === "open");
    const dismissed = all.filter((finding) => finding.dataset.state === "dismissed").length;
    const answered = new Set(all.filter((finding) => finding.dataset.state !== "open").map((finding) => `#${finding.id}`));
    for (const link of document.querySelectorAll(".document mark a")) {
      link.parentElement.classList.toggle("quiet", answered.has(link.getAttribute("href")));
    }
    const counts = ["error", "warning", "info"]
      .map((severity) => [open.filter((finding) => finding.dataset.severity === severity).length, severity])
      .filter(([count]) => count > 0)
      .map(([count, severity]) => `${count} ${severity}${count === 1 ? "" : "s"}`);
    document.getElementById("summary").textContent =
      `${open.length} open${counts.length ? ": " : ""}${counts.join(", ")}; ${dismissed} dismissed`;
    for (const row of document.querySelectorAll(".counts tbody tr")) {
      const { rule } = row.querySelector("a.choose").dataset;
      row.querySelector(".number").textContent = open.filter((finding) => finding.dataset.rule === rule).length;
    }
    factlint.filter();
  };

  const get = async (path) => {
    const response = await fetch(base + path, { cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    return response.text();
  };
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

  // the whole page anew: what is open, chosen, written and looked at stays
  const renew = async () => {
    const fresh = parsed(await get("body"));
    const open = factlint.findings().filter((finding) => finding.querySelector("details").open);
    const prints = new Set(open.map((finding) => finding.dataset.fingerprint));
    const folded = new Set(Array.from(document.querySelectorAll(".document:not([open]) h3"), (name) => name.textContent));
    const unfolded = new Set(Array.from(document.querySelectorAll(".document[open] h3"), (name) => name.textContent));
    const writing = factlint.findings().map((finding) => [finding, typed(finding)]).filter(([, values]) => values.length);
    const chosen = factlint.form() ? new FormData(factlint.form()) : null;
    const place = where();
    const at = place && withPrint(place.print).getBoundingClientRect().top;
    const scrolled = scrollY;
    for (const part of ["header", "main"]) document.querySelector(part).replaceWith(fresh.querySelector(part));
    if (chosen && factlint.form()) {
      const elements = factlint.form().elements;
      for (const name of ["rule", "state", "words"]) elements[name].value = chosen.get(name);
      for (const box of factlint.form().querySelectorAll("[name=severity]")) {
        box.checked = chosen.getAll("severity").includes(box.value) || !chosen.has("severity");
      }
    }
    for (const name of document.querySelectorAll(".document h3")) {
      const document = name.closest("details");
      if (folded.has(name.textContent)) document.open = false;
      if (unfolded.has(name.textContent)) document.open = true;
    }
    for (const finding of factlint.findings()) {
      if (prints.has(finding.dataset.fingerprint)) finding.querySelector("details").open = true;
    }
    const lost = writing.flatMap(([finding, values]) => retype(withPrint(finding.dataset.fingerprint), values));
    factlint.begin();
    settle();
    goBack(place);
    const now = place && withPrint(place.print);
    scrollTo(0, now ? scrolled + now.getBoundingClientRect().top - at - (scrollY - scrolled) : scrolled);
    if (lost.length) tell(`What you wrote about is found no more. You wrote: ${lost.map(([, value]) => value).join(" / ")}`, true);
  };
  // one finding anew, for a decision on it
  const refresh = async (print) => {
    const old = withPrint(print);
    if (!old) return renew();
    const fresh = parsed(await get(`finding/${print}`)).querySelector(".finding");
    const [values, place] = [typed(old), where()];
    const details = fresh.querySelector("details");
    details.open = old.querySelector("details").open;
    old.replaceWith(fresh);
    const kept = retype(fresh, values.filter(([name]) => name !== sent.get(print)));
    sent.delete(print);
    settle();
    goBack(place);
    return kept;
  };

  // one change after the other, in the order in which they came
  const sent = new Map();
  let queue = Promise.resolve();
  const inTurn = (work) => {
    queue = queue.then(work).catch(() => tell("The page could not be brought up to date. Load it again.", true));
    return queue;
  };
  const events = new EventSource(`${base}events`);
  events.onmessage = ({ data }) => inTurn(async () => {
    const event = JSON.parse(data);
    if (event.kind === "ended") {
      events.close();
      trouble("factlint has ended. Everything decided is saved. Start it again to go on.");
    } else if (event.kind === "trouble") {
      trouble(event.message);
    } else if (event.serial !== serial()) {
      if (event.kind === "decided" && event.serial === serial() + 1) {
        await refresh(event.fingerprint);
        document.querySelector("header").dataset.serial = event.serial;
      } else {
        const own = factlint.findings().some((finding) => finding.dataset.state === "fixed");
        await renew();
        if (event.kind === "checked") tell(own ? "Fixed, and checked again." : "The documents changed and were checked again.");
      }
    }
  });
  events.onerror = () => trouble("factlint can’t be reached. Nothing can be decided until it is.");
  events.onopen = () => trouble("");

  // what is fixed goes at once; the check that follows tells whether it is gone
  const leave = (finding) => {
    if (finding.dataset.state !== "open") return;
    finding.dataset.state = "fixed";
    for (const button of finding.querySelectorAll("button")) button.disabled = true;
    settle();
  };
  // the finding after this one that is still shown and open
  const after = (finding, step) => {
    const shown = factlint.findings().filter((one) => !one.hidden || one === finding);
    return shown[shown.indexOf(finding) + step];
  };
  const decide = async (finding, decision, saved) => {
    const { fingerprint, contents, decision: seen } = finding ? finding.dataset : {};
    const next = finding && after(finding, 1);
    const answer = await fetch(`${base}decide`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ fingerprint, contents, seen, ...decision }),
    }).then((response) => response.json(), () => ({ message: "factlint can’t be reached: nothing was saved." }));
    if (!answer.saved) return tell(answer.message, true);
    if (finding) sent.set(fingerprint, decision.action === "ask" ? "question" : "reason");
    tell(answer.message || saved);
    if (decision.action === "accept" || decision.action === "prune") leave(finding);
    const leaves = ["accept", "dismiss", "prune"].includes(decision.action);
    if (leaves && next && next.isConnected) next.querySelector("summary").focus();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const finding = form.closest(".finding");
    if (!finding) return;
    if (form.dataset.action === "dismiss") {
      const reason = form.elements.reason.value.trim();
      if (!reason) return tell("Say why the finding may stand.", true);
      decide(finding, { action: "dismiss", text: reason }, "Dismissed, and saved.");
    } else {
      decide(finding, { action: "ask", text: form.elements.question.value.trim() }, "Noted, and saved.");
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-action]");
    if (!button) return;
    const { action, fix, number } = button.dataset;
    if (action === "undo") return decide(null, { action, number: Number(number) }, "Undone, and saved.");
    const saved = { accept: "Fixed in the document; it is being checked again.", reopen: "Open again.", prune: "Taken out." };
    decide(button.closest(".finding"), { action, fix }, saved[action]);
  });

  // keys work on a finding alone, and never where somebody writes
  document.addEventListener("keydown", (event) => {
    const finding = event.target.closest && event.target.closest(".finding");
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape" && finding) finding.querySelector("summary").focus();
      return;
    }
    if (!finding || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    const element = { a: "[data-action=accept]", d: "[name=reason]", q: "[name=question]", u: "[data-action=reopen]" }[event.key];
    if (!step && !element) return;
    event.preventDefault();
    if (step) {
      const next = after(finding, step);
      if (next) next.querySelector("summary").focus();
      return;
    }
    finding.querySelector("details").open = true;
    unpack(finding);
    const target = finding.querySelector(element);
    if (!target) return tell({ a: "There is no fix to accept.", u: "It is open." }[event.key] || "Not here.");
    if (target.tagName === "BUTTON") target.click();
    else target.focus();
  });
  settle();
})();
