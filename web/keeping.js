/* A reader's habits: filters last chosen, being shown around once, keys, and a word where the page takes longer than a moment.
   Remembered are codes of filters alone, in this browser, for this person; signing out wipes them. Without it all pages work. */
(function () {
  "use strict";
  var root = document.documentElement;
  var told = window.napWords;
  var KEPT = "nap-filters";
  var MOST = 12; /* pages */
  var CODE = /^[\w.\-]{1,40}$/;
  /* What day, release or plan is looked at is asked for anew each time; the others point at one thing on a page. */
  var NOT_KEPT = ["as_of", "release", "plan", "since", "around", "q", "at", "return", "explain", "embed", "embed_options", "lang"];
  var shell = document.querySelector("meta[name=nap-whose]");
  var whose = shell ? shell.content : "";

  function own() { return (told[root.lang] || told.en).own; }
  function first(selector) { return document.querySelector(selector); }

  /* ---- the filters last chosen on a page ---- */
  function kept() {
    try {
      var all = JSON.parse(localStorage.getItem(KEPT)) || {};
      if (all.whose === whose && all.pages) { return all.pages; }
      localStorage.removeItem(KEPT); /* somebody else's */
    } catch (error) { /* no storage, or nothing that we wrote */ }
    return {};
  }
  function keep(pages) {
    var names = Object.keys(pages);
    names.slice(0, Math.max(0, names.length - MOST)).forEach(function (name) { delete pages[name]; });
    try {
      localStorage.setItem(KEPT, JSON.stringify({ whose: whose, pages: pages }));
    } catch (error) { /* full or forbidden: then nothing is remembered */ }
  }
  function codes(search) {
    var found = new URLSearchParams();
    new URLSearchParams(search).forEach(function (value, name) {
      if (NOT_KEPT.indexOf(name) < 0 && CODE.test(name) && CODE.test(value) && Array.from(found).length < 10) { found.set(name, value); }
    });
    return found.toString();
  }
  function remembers(path) {
    return shell && (shell.dataset.napPages || "").split(" ").indexOf(path.slice(1)) >= 0;
  }
  var looked = "";
  function remember() {
    if (looked === location.href || !remembers(location.pathname)) { return; }
    looked = location.href;
    var pages = kept();
    var now = codes(location.search);
    if ((pages[location.pathname] || "") === now) { return; }
    delete pages[location.pathname];
    if (now) { pages[location.pathname] = now; }
    keep(pages);
  }
  function recalled(path) { return remembers(path) ? kept()[path] || "" : ""; }

  /* A page that is opened without filters begins with those; the address says so before the front end reads it. */
  if (!location.search && recalled(location.pathname)) {
    root.classList.add("nap-recalled");
    history.replaceState(history.state, "", location.pathname + "?" + recalled(location.pathname) + location.hash);
  }
  addEventListener("popstate", function () { root.classList.remove("nap-recalled"); }, true);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-testid=stSidebarNavLink]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    var search = recalled(link.pathname);
    if (!search || root.classList.contains("nap-lost")) { return; }
    event.preventDefault();
    event.stopPropagation();
    window.napGo(link.pathname + "?" + search);
    root.classList.add("nap-recalled");
  }, true);

  /* ---- going back: the page stands where it was left ---- */
  var path = location.pathname;
  var touched = false;
  function main() { return first("[data-testid=stMain]"); }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && main()) { history.replaceState(Object.assign({}, history.state, { napTop: main().scrollTop }), ""); }
  }, true);
  ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, function () { touched = true; }, { capture: true, passive: true });
  });
  addEventListener("popstate", function (event) {
    var top = event.state && event.state.napTop;
    var another = location.pathname !== path;
    path = location.pathname;
    if (event.isTrusted && (another || top)) { restore(top || 0); }
  });
  function restore(top) {
    var begun = Date.now();
    touched = false;
    function look() {
      var waits = atWork() || Date.now() - begun < 300;
      if (!waits && main()) { main().scrollTo(0, top); }
      var there = !waits && main() && Math.abs(main().scrollTop - top) < 2 && Date.now() - begun > 1500;
      if (!there && !touched && Date.now() - begun < 10000) { setTimeout(look, 100); }
    }
    look();
  }

  /* ---- shown around once ---- */
  function seen() {
    var found = /(?:^|; )nap_seen=([\w.]*)/.exec(document.cookie);
    return found ? found[1].split(".") : [];
  }
  function welcome() {
    var known = seen().indexOf(whose) >= 0;
    if (root.classList.contains("nap-seen") !== known) { root.classList.toggle("nap-seen", known); }
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest(".nap-got-it")) { return; }
    var marks = seen().filter(function (one) { return one && one !== whose; }).slice(-5).concat(whose);
    var safe = location.protocol === "https:" ? "; secure" : "";
    document.cookie = "nap_seen=" + marks.join(".") + "; path=/; max-age=31536000; samesite=lax" + safe;
    var card = event.target.closest(".nap-welcome");
    card.classList.remove("asked");
    welcome();
    var title = first("[data-testid=stMain] h1");
    if (title) { title.tabIndex = -1; title.focus(); }
    if (/[?&]around=1/.test(location.search)) { history.replaceState(history.state, "", location.pathname); }
  });

  /* ---- a word where the page takes longer than a moment; what is short says nothing ---- */
  var busy = document.createElement("div");
  var AFTER = 700;
  var LONG = 8000;
  var waiting = 0;
  var longer = 0;
  busy.id = "nap-busy";
  busy.setAttribute("role", "status");
  busy.setAttribute("aria-live", "polite");
  function atWork() {
    var app = first("[data-testid=stApp]");
    if (!app || root.classList.contains("nap-lost")) { return false; }
    var state = app.getAttribute("data-test-script-state");
    return state === "running" || state === "rerunRequested" || app.getAttribute("data-test-connection-state") !== "CONNECTED";
  }
  function say(words) { if (busy.textContent !== words) { busy.textContent = words; } }
  function watch() {
    if (!atWork()) {
      clearTimeout(waiting);
      clearTimeout(longer);
      waiting = longer = 0;
      say("");
      path = location.pathname;
      remember();
    } else if (!waiting) {
      waiting = setTimeout(function () { if (atWork()) { say(own().busy); } }, AFTER);
      longer = setTimeout(function () { if (atWork()) { say(own()["busy.long"]); } }, LONG);
    }
  }

  /* ---- keys: "/" goes to the search, Escape folds what was unfolded ---- */
  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }
  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var search = event.key === "/" && !typing(document.activeElement) && first('input[name="q"]');
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      fold(document.activeElement);
    }
  });
  function fold(element) {
    if (!element) { return; }
    if (element.name === "q") { element.blur(); return; }
    var open = element.closest(".stHtml details[open]");
    if (!open) { return; }
    open.open = false;
    open.querySelector("summary").focus();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.body.appendChild(busy);
    welcome();
    new MutationObserver(function () { welcome(); watch(); }).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"],
    });
  });
})();
