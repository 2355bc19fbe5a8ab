// A text opens in place, over the map, under its own address. htmx fetches it; the history is kept here, so that no
// copy of a page is stored anywhere. An entry of the history knows `text` (its address) or `map` (a text came after it).
(function () {
  const reader = document.getElementById("reader");
  const entry = () => history.state || {};

  if (!reader) {
    // The page of a text, reloaded in an entry of the map: one step back is the map, and the browser has only this page.
    window.addEventListener("popstate", function () {
      if (entry().map) location.reload();
    });
    return;
  }

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
