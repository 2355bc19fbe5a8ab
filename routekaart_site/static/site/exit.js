// "Snel weg": leaves for a neutral site and puts it in the place of this page in the history.
// The link works without this script; with it, Esc three times within three seconds does the same.
(function () {
  const exit = document.getElementById("exit");
  if (!exit) return;
  let pressed = [];

  function leave(event) {
    if (event) event.preventDefault();
    document.title = " ";
    document.body.hidden = true;
    window.location.replace(exit.dataset.url);
  }

  exit.addEventListener("click", leave);
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
