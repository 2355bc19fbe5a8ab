// "Snel weg": leaves for a neutral site and puts it in the place of this page in the history.
// The link works without this script; with it, Esc three times within three seconds does the same.
(function () {
  const exit = document.querySelector(".exit");
  if (!exit) return;
  let pressed = [];
  let ready = false;

  // The next step through the history, or a moment later if it never comes: leaving must not wait for it.
  function moved() {
    return new Promise(function (done) {
      window.addEventListener("popstate", done, { once: true });
      setTimeout(done, 300);
    });
  }

  async function leave() {
    // Once more: in some browsers Esc stops a page that is loading, the neutral one included.
    if (ready) window.location.replace(exit.dataset.url);
    if (document.body.hidden) return;
    document.title = " ";
    document.body.hidden = true;
    document.dispatchEvent(new Event("leave"));
    const reader = document.querySelector("dialog.reader");
    const entry = () => history.state || {};
    if (reader && entry().text && !reader.open) await moved(); // it was closed just now, and is on its way to the map
    if (reader && (entry().text || entry().map)) {
      // A text that was opened on the map has an entry of its own, at or after this one: it leads away from now on.
      history[entry().text ? "replaceState" : "pushState"](null, "", exit.dataset.away);
      const back = moved();
      history.back();
      await back;
    }
    ready = true;
    window.location.replace(exit.dataset.url);
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest(".exit")) return;
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const now = Date.now();
    pressed = pressed.filter((at) => now - at < 3000).concat(now);
    if (pressed.length >= 3) leave();
  });
  // The page may still be in the browser's memory after "back": show it again only if it was not left in a hurry.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && document.body.hidden) window.location.replace(exit.dataset.url);
  });
})();
