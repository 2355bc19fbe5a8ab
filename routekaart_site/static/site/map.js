// The map: a chosen partner's route lights up in place, and the arrow keys walk along the lines.
// Without this script every chip is a link that shows the same.
(function () {
  const KEPT = "routekaart-partner";
  const map = document.querySelector(".map");
  const slide = document.querySelector(".slide");
  const chips = [...slide.querySelectorAll("[data-choose]")];
  const choice = document.getElementById("choice");

  function show(slug) {
    map.classList.toggle("chosen", slug !== "");
    for (const link of map.querySelectorAll("[data-route]")) {
      link.parentElement.classList.toggle("on", link.dataset.route === slug);
    }
    for (const chip of chips) {
      const on = chip.dataset.choose === slug;
      chip.classList.toggle("on", on);
      if (on) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
      // A chosen chip, pressed once more, shows all routes.
      chip.search = on || !chip.dataset.choose ? "" : `partner=${chip.dataset.choose}`;
    }
    history.replaceState(history.state, "", location.pathname + (slug && `?partner=${slug}`) + location.hash);
  }

  // The choice may not be kept: a browser can refuse to store anything.
  function keep(slug) {
    try {
      if (slug) localStorage.setItem(KEPT, slug);
      else localStorage.removeItem(KEPT);
    } catch {}
  }

  function kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  slide.addEventListener("click", function (event) {
    const chip = event.target.closest("[data-choose]");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const slug = chip.classList.contains("on") ? "" : chip.dataset.choose;
    show(slug);
    keep(slug);
    choice.textContent = slug ? choice.dataset.on.replace("%", chip.textContent.trim()) : choice.dataset.off;
  });

  const known = (slug) => chips.some((chip) => chip.dataset.choose === slug);
  if (!new URLSearchParams(location.search).has("partner") && kept() && known(kept())) show(kept());

  // On a phone the chips stand in one row that slides. The chosen one comes into sight, and so does the one that the
  // keyboard reaches; not the one that is pressed, for it must stay under the finger.
  function reveal(chip) {
    if (chip) slide.scrollLeft = chip.offsetLeft - slide.offsetLeft - 16;
  }
  reveal(slide.querySelector(".chip.on"));
  slide.addEventListener("focusin", (event) => reveal(event.target.closest(".chip:focus-visible")));

  map.addEventListener("keydown", function (event) {
    const stop = event.target.closest(".stop");
    if (!stop || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const route = [...map.querySelectorAll(`.stop[data-route="${stop.dataset.route}"]`)];
    const phase = [...stop.closest("ul").querySelectorAll(".stop")];
    const beside = (row, by) => row[row.indexOf(stop) + by];
    const goal = {
      ArrowLeft: beside(route, -1),
      ArrowRight: beside(route, 1),
      ArrowUp: beside(phase, -1),
      ArrowDown: beside(phase, 1),
      Home: route[0],
      End: route[route.length - 1],
    }[event.key];
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  // Whoever leaves in a hurry leaves no choice behind.
  document.addEventListener("leave", () => keep(""));
})();

// A text opens in place, over the map, under its own address. htmx fetches it; the history is kept here, so that no
// copy of a page is stored anywhere. An entry of the history knows `text` (its address) or `map` (a text came after it).
(function () {
  const reader = document.getElementById("reader");
  const entry = () => history.state || {};

  const title = document.title;
  let shown = "";
  let route = "";

  try {
    sessionStorage.removeItem("htmx-current-path-for-history"); // htmx notes where it started; nothing here needs it
  } catch {}

  // The stop of the text that was read last, on the route it was opened from: a text of two partners has two.
  function stop() {
    const stops = [...document.querySelectorAll(`.stop[href="${shown}"]`)];
    return stops.find((one) => one.dataset.route === route) || stops[0];
  }

  // A new tab stays a new tab: htmx takes every click.
  document.addEventListener(
    "click",
    function (event) {
      const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (modified && event.target.closest("[hx-get]")) event.stopPropagation();
    },
    true,
  );

  document.addEventListener("htmx:afterSwap", function (event) {
    const { elt: link } = event.detail.requestConfig;
    const path = event.detail.pathInfo.requestPath;
    if (link.dataset.route) route = link.dataset.route;
    if (entry().text) {
      history.replaceState({ text: path }, "", path);
    } else if (link.matches("[hx-get]")) {
      history.replaceState({ map: true }, "");
      history.pushState({ text: path }, "", path);
    } else {
      document.title = title; // asked for by a step through the history that has been undone since
      return;
    }
    shown = path;
    if (!reader.open) reader.showModal();
    reader.scrollTop = 0;
    document.getElementById("reader-title").focus();
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
    document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.requestPath));
  }

  reader.addEventListener("close", function () {
    htmx.trigger(reader, "htmx:abort");
    document.title = title;
    if (entry().text) history.back();
    stop()?.focus();
  });
  document.getElementById("reader-close").addEventListener("click", () => reader.close());
  reader.addEventListener("click", function (event) {
    if (event.target === reader) reader.close();
  });

  window.addEventListener("popstate", function () {
    if (document.body.hidden) return; // on the way out
    if (entry().text) htmx.ajax("GET", entry().text, "#reader-text");
    else if (reader.open) reader.close();
    // The browser scrolls the map to where it was, which need not be where the stop is.
    else if (entry().map) requestAnimationFrame(() => stop()?.scrollIntoView({ block: "nearest" }));
  });
})();
