
"use strict";
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const themes = ["auto", "light", "dark"];
  theme.addEventListener("click", () => {
    const now = root.dataset.theme || "auto";
    const next = themes[(themes.indexOf(now) + 1) % themes.length];
    root.dataset.theme = next;
    theme.textContent = "Theme: " + next;
  });

  const dialog = document.getElementById("enlarged");
  let shots = [];
  let at = 0;

  function button(text, label, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  }

  function toggle(kind, label) {
    const made = button(label, "Show or hide the " + label, () => {
      const hidden = dialog.classList.toggle("no-" + kind);
      made.setAttribute("aria-pressed", String(!hidden));
    });
    made.className = "toggle " + kind + "-key";
    made.setAttribute("aria-pressed", String(!dialog.classList.contains("no-" + kind)));
    return made;
  }

  // the tools stay while slices change, or a button would lose its focus when it is used
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.append(
    button("←", "Previous slice", () => show(at - 1)),
    button("→", "Next slice", () => show(at + 1)),
    toggle("truth", "ground truth"),
    toggle("prediction", "prediction"),
    button("Close", "Close", () => dialog.close()));
  const place = document.createElement("div");
  dialog.append(place, tools);

  function show(index) {
    at = (index + shots.length) % shots.length;
    const card = shots[at].closest("figure");
    const frame = card.querySelector(".frame").cloneNode(true);
    const box = card.querySelector("svg").viewBox.baseVal;
    frame.style.aspectRatio = box.width + " / " + box.height;
    frame.style.setProperty("--ratio", box.width / box.height);
    const caption = card.querySelector("figcaption").cloneNode(true);
    place.replaceChildren(frame, caption);
  }

  document.querySelectorAll(".view").forEach((gallery) => {
    gallery.addEventListener("click", (event) => {
      const shot = event.target.closest(".shot");
      if (shot) {
        shots = [...gallery.querySelectorAll(".shot")];
        show(shots.indexOf(shot));
        dialog.showModal();
      }
    });
  });
  document.addEventListener("keydown", (event) => {
    const step = dialog.open ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : 0;
    if (step) {
      event.preventDefault();
      show(at + step);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".run details:not([open]):not(.long)")];
    folded.forEach((each) => { each.open = true; });
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((each) => { each.open = false; });
  });
})();
