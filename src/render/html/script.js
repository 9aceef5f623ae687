"use strict";
// what a page can do by itself; a review adds to it
const factlint = (() => {
  const form = () => document.getElementById("filters");
  const findings = () => Array.from(document.querySelectorAll(".finding"));
  const unfold = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  // a link leads into what is folded up, and a filter never hides what a link leads to
  let marked = null;
  const follow = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (marked) marked.classList.remove("here");
    marked = null;
    if (!target) return;
    if (target.classList.contains("finding")) {
      target.hidden = false;
      target.querySelector("details").open = true;
      target.querySelector("summary").focus({ preventScroll: true });
    }
    unfold(target);
    if (target.matches("span[id^=m]") && target.nextElementSibling) {
      marked = target.nextElementSibling;
      marked.classList.add("here");
    }
    target.scrollIntoView({ block: "center" });
  };

  const filter = () => {
    if (!form()) return;
    const elements = form().elements;
    const rule = elements.rule.value;
    const source = elements.document.value;
    const state = elements.state ? elements.state.value : "";
    const words = elements.words.value.trim().toLowerCase();
    const severities = new Set(Array.from(form().querySelectorAll("[name=severity]:checked"), (box) => box.value));
    const all = findings();
    let count = 0;
    for (const finding of all) {
      const { rule: own, severity, documents } = finding.dataset;
      const fits = (!rule || own === rule) && severities.has(severity)
        && (!source || documents.split(" ").includes(source))
        && (!state || (state === "question" ? finding.dataset.question : finding.dataset.state === state))
        && (!words || finding.textContent.toLowerCase().includes(words));
      finding.hidden = !fits;
      count += fits ? 1 : 0;
    }
    document.getElementById("shown").textContent = `${count} of ${all.length} shown`;
  };

  addEventListener("hashchange", follow);
  // paper can't be unfolded
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".finding details, .document")) details.open = true;
  });
  const own = (event) => event.target.closest && event.target.closest("#filters");
  for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => own(event) && filter(), true);
  document.addEventListener("reset", (event) => own(event) && setTimeout(filter), true);
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.id === "open-all") {
      for (const finding of findings()) if (!finding.hidden) finding.querySelector("details").open = true;
    }
    const choice = target.closest("a.choose");
    if (choice) {
      form().elements.rule.value = choice.dataset.rule;
      filter();
    }
  });

  const begin = () => {
    if (form()) form().hidden = false;
    filter();
  };
  begin();
  follow();
  return { begin, filter, findings, form };
})();
