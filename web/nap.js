/* The little that style cannot do: our words over Streamlit's English, links without loading the front end anew, and word of a lost
   connection. Without it everything still works: links are links. */
(function () {
  "use strict";
  /* The server stands at the root: without this the front end asks for it below every page first, two round trips in vain. */
  /* With these settings, which are the server's own, it opens its line at once instead of asking for them first. No page of another
     origin may talk to ours. */
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false, blockErrorDialogs: false },
  };
  var root = document.documentElement;
  var told = window.napWords;
  var NAMES = ["aria-label", "title", "placeholder", "alt"];
  /* What people wrote or our pages say is never touched. */
  var OURS = ".stHtml, [data-testid=stText], [data-testid=stVegaLiteChart], textarea, script, style";

  var forms = Object.keys(told.en.patterns).map(function (form) { return new RegExp(form); });

  /* ---- on a phone the menu lies over the page: it opens when it is asked for, and gives way to the page that is chosen ---- */
  var MENU = "stSidebarCollapsed-"; /* what Streamlit remembers, also from one visit to the next */
  function narrow() { return innerWidth <= 768; }
  try {
    if (narrow() && localStorage.getItem(MENU) === "false") { localStorage.setItem(MENU, "true"); }
  } catch (error) { /* no storage: then nothing is remembered */ }
  function giveWay() {
    var menu = document.querySelector("[data-testid=stSidebar]");
    var close = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (narrow() && menu && close && menu.getBoundingClientRect().right > 0) { close.click(); }
  }

  function app() { return document.querySelector("[data-testid=stApp]"); }

  /* ---- words ---- */
  function say(text) {
    var plain = text.trim();
    var ours = told[root.lang] || told.en;
    if (!plain || plain.length > 200) { return null; }
    if (Object.prototype.hasOwnProperty.call(ours.words, plain)) { return ours.words[plain]; }
    var form = forms.find(function (one) { return one.test(plain); });
    return form ? plain.replace(form, ours.patterns[form.source]) : null;
  }
  /* What was said in another language before the reader changed hers is found by what Streamlit had said. */
  var first = new WeakMap();
  function text(node) {
    var was = first.get(node);
    var english = was && was.ours === node.data ? was.english : node.data;
    var ours = say(english);
    if (ours === null || ours === node.data) { return; }
    first.set(node, { english: english, ours: ours });
    node.data = ours;
  }
  function name(element, attribute) {
    var now = element.getAttribute(attribute);
    if (now === null) { return; }
    var all = first.get(element) || {};
    var was = all[attribute];
    var english = was && was.ours === now ? was.english : now;
    var ours = say(english);
    if (ours === null || ours === now) { return; }
    all[attribute] = { english: english, ours: ours };
    first.set(element, all);
    element.setAttribute(attribute, ours);
  }
  function speak(node) {
    if (node.nodeType === 3) {
      if (node.parentElement && !node.parentElement.closest(OURS)) { text(node); }
    } else if (node.nodeType === 1) {
      if (node.closest(OURS)) { return; }
      NAMES.forEach(function (attribute) { name(node, attribute); });
      for (var child = node.firstChild; child; child = child.nextSibling) { speak(child); }
    }
  }
  function language() {
    var spoken = document.querySelector(".nap-who[lang]");
    if (spoken && spoken.lang !== root.lang && told[spoken.lang]) {
      root.lang = spoken.lang;
      speak(document.body);
    }
  }

  /* ---- light and dark, as Streamlit really has it ---- */
  function theme() {
    var shown = app();
    var chosen = shown && getComputedStyle(shown).colorScheme;
    if ((chosen === "dark" || chosen === "light") && root.dataset.napTheme !== chosen) { root.dataset.napTheme = chosen; }
  }

  /* ---- a menu with headings: its list holds more than its items, so for a screen reader it is plain links ---- */
  function menu() {
    if (!document.querySelector("[data-testid=stSidebarNavItems] [data-testid=stNavSectionHeader]")) { return; }
    document.querySelectorAll("ul[data-testid=stSidebarNavItems]:not([role]),ul[data-testid=stSidebarNavItems] li:not([role])")
      .forEach(function (one) { one.setAttribute("role", "none"); });
  }

  /* ---- what goes on: a lost connection, a new page ---- */
  var state = document.createElement("div");
  var moving = false;
  var sent = false;
  var here = 0; /* until when a title that is drawn anew takes back the focus that it lost by that */
  var met = false;
  var asking = 0;
  var touched = false; /* since a part of the page was aimed at */
  var opened = false;
  var QUIET = 3000;
  state.id = "nap-state";
  state.setAttribute("role", "status");
  state.dataset.reactAriaTopLayer = "true"; /* stays readable beside Streamlit's own dialog, which is not shown */
  function watch(ran) {
    var shown = app();
    if (!shown) { return; }
    var joined = shown.getAttribute("data-test-connection-state") === "CONNECTED";
    met = met || joined;
    var gone = !joined && (met || document.querySelector("[data-testid=stDialog]") !== null);
    var lost = gone ? (told[root.lang] || told.en).own.lost : "";
    if (state.textContent !== lost) { state.textContent = lost; }
    if (gone && !asking) { ask(); }
    if (root.classList.contains("nap-lost") !== gone) { root.classList.toggle("nap-lost", gone); }
    var done = shown.getAttribute("data-test-script-state") === "notRunning";
    if (moving && (ran || !done || heading() !== moving.from)) { moving.begun = true; }
    if (moving && done && moving.begun) { arrive(); }
    if (!opened && done && document.querySelector("[data-testid=stMain] h1")) { opened = true; aim(); setTimeout(later, QUIET); }
    if (Date.now() < here && !touched && document.activeElement === document.body) { head(); }
    if (sent && (ran || !done)) { sent.begun = true; }
    if (sent && done && sent.begun) { sent = false; upwards(); }
  }
  /* A connection that is refused because the session has ended does not come back: then the way is to sign in. */
  function ask() {
    asking = setTimeout(function () {
      fetch("/_stcore/health").then(function (answer) {
        if (answer.status === 401) { location.assign("/sign-in?next=" + encodeURIComponent(location.pathname + location.search)); }
      }).catch(function () {}).then(function () {
        asking = 0;
        watch();
      });
    }, 3000);
  }
  /* A link to a part of a page: the part is drawn after the page was opened, and what stands above it may still grow. */
  function aim() {
    var until = Date.now() + 2500;
    var name = location.hash.slice(1);
    function look() {
      var part = name && document.getElementById(name);
      if (part && part.closest(".stHtml")) { part.scrollIntoView(); }
      if (name && Date.now() < until && !touched) { setTimeout(look, 300); }
    }
    touched = false;
    look();
  }
  ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, function () { touched = true; }, { capture: true, passive: true });
  });
  /* What the next pages are drawn with comes while this one is read; not for whoever saves data or has hardly a line. */
  function later() {
    var named = document.querySelector("meta[name=nap-later]");
    var line = navigator.connection || {};
    if (!named || line.saveData || /2g/.test(line.effectiveType || "")) { return; }
    named.content.split(" ").forEach(function (address) {
      var part = document.createElement("link");
      part.rel = "prefetch";
      part.as = "script";
      part.crossOrigin = "";
      part.href = address;
      document.head.appendChild(part);
    });
    named.remove();
  }
  function upwards() {
    var main = document.querySelector("[data-testid=stMain]");
    if (main) { main.scrollTo(0, 0); }
  }
  function arrive() {
    moving = false;
    aim();
    here = Date.now() + 10000; /* on a slow machine the old title may still stand when the script has ended */
    head();
  }
  function titled() { return document.querySelector("[data-testid=stMain] h1"); }
  function heading() {
    var title = titled();
    return title ? title.textContent : "";
  }
  function head() {
    var title = titled();
    if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
  }

  /* ---- links inside the monitor ---- */
  function inside(event) {
    var link = event.target.closest && event.target.closest(".stHtml a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return null; }
    if (link.target && link.target !== "_self") { return null; }
    if (link.origin !== location.origin || link.hasAttribute("download") || link.hasAttribute("data-reload")) { return null; }
    return isScreen(link.pathname) ? link : null;
  }
  function isScreen(path) {
    var shown = document.querySelectorAll("[data-testid=stSidebarNavLink]");
    return Array.prototype.some.call(shown, function (one) { return one.pathname === path; });
  }
  document.addEventListener("click", function (event) {
    var link = inside(event);
    var stays = link && link.hasAttribute("data-stay");
    if (stays) { event.preventDefault(); }
    if (!link || !app() || root.classList.contains("nap-lost")) { return; }
    if (stays) { choose(link.href); return; }
    event.preventDefault();
    go(link.href);
  });
  function go(address) {
    history.pushState({}, "", address);
    moving = { begun: false, from: heading() }; /* a short script may begin and end between two looks: a new title tells it too */
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    giveWay();
    upwards();
  }
  window.napGo = go;

  /* ---- pointing at a line of a sheet: the page stays where it is, and going back leaves it ---- */
  function choose(address) {
    history.replaceState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    var row = /[?&]at=\d+r(\d+)/.exec(address);
    var line = row && document.querySelector("table.nap-sheet tbody tr:nth-child(" + row[1] + ")");
    if (line) { line.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }
  document.addEventListener("click", function (event) {
    var cell = event.target.closest && event.target.closest("table.nap-sheet tbody td");
    if (!cell || event.button || root.classList.contains("nap-lost") || !getSelection().isCollapsed) { return; }
    var column = 1;
    for (var before = cell.previousElementSibling; before && before.tagName === "TD"; before = before.previousElementSibling) {
      column += before.colSpan;
    }
    choose(cell.parentElement.querySelector("th a").href + "c" + column);
  });

  /* ---- what became of a file stands at the top of the page ---- */
  ["change", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var box = event.target.closest && event.target.closest("[data-testid=stFileUploader]");
      if (box) { sent = { begun: false }; }
    }, true);
  });

  document.addEventListener("DOMContentLoaded", function () {
    document.body.appendChild(state);
    new MutationObserver(function (changes) {
      var ran = false; /* the script began or ended since the last look */
      changes.forEach(function (change) {
        if (change.type === "attributes") {
          ran = ran || change.attributeName === "data-test-script-state";
          if (NAMES.indexOf(change.attributeName) >= 0 && !change.target.closest(OURS)) { name(change.target, change.attributeName); }
        } else if (change.type === "characterData") {
          speak(change.target);
        } else {
          change.addedNodes.forEach(speak);
        }
      });
      language();
      theme();
      menu();
      watch(ran);
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true,
      attributeFilter: NAMES.concat(["class", "lang", "data-test-connection-state", "data-test-script-state"]),
    });
  });
})();
