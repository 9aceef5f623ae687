"use strict";
(() => {
  const form = document.getElementById("filters");
  const findings = Array.from(document.querySelectorAll(".finding"));
  const opened = (element) => {
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
    opened(target);
    if (target.matches("span[id^=m]") && target.nextElementSibling) {
      marked = target.nextElementSibling;
      marked.classList.add("here");
    }
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  follow();

  // paper can't be unfolded
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".finding details, .document")) details.open = true;
  });

  if (!form) return;
  form.hidden = false;
  const shown = document.getElementById("shown");
  const filter = () => {
    const rule = form.elements.rule.value;
    const source = form.elements.document.value;
    const words = form.elements.words.value.trim().toLowerCase();
    const severities = new Set(Array.from(form.querySelectorAll("[name=severity]:checked"), (box) => box.value));
    let count = 0;
    for (const finding of findings) {
      const { rule: own, severity, documents } = finding.dataset;
      const fits = (!rule || own === rule) && severities.has(severity)
        && (!source || documents.split(" ").includes(source))
        && (!words || finding.textContent.toLowerCase().includes(words));
      finding.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${findings.length} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("open-all").addEventListener("click", () => {
    for (const finding of findings) if (!finding.hidden) finding.querySelector("details").open = true;
  });
  for (const link of document.querySelectorAll("a.choose")) {
    link.addEventListener("click", () => {
      form.elements.rule.value = link.dataset.rule;
      filter();
    });
  }
  filter();
})();
