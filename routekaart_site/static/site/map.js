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
