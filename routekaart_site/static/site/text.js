// The page of a text, reloaded where it had been opened on the map: one step back is the map, and the browser has only
// this page.
window.addEventListener("popstate", function () {
  if ((history.state || {}).map) location.reload();
});
