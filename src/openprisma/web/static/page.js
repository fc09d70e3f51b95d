// The menu on a phone, and focus on what went wrong. Everything works without this.
const button = document.querySelector(".op-menu");
const menu = document.getElementById("menu");
if (button && menu) {
  document.documentElement.classList.add("op-scripted"); // without this the menu is always open
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });
}
// “Meer” shuts again with Escape, or by going elsewhere.
const more = document.querySelector(".op-more details");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && more?.open) {
    more.open = false;
    more.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (more?.open && !more.contains(event.target)) more.open = false;
});
document.querySelector('[role="alert"][tabindex="-1"]')?.focus();

// Search within a file or a list: on this page only, so that nothing anybody looks for leaves it.
const filter = document.querySelector("[data-filter]");
const rows = [...document.querySelectorAll(".op-info tbody tr, .op-sorted tbody tr")];
if (filter && rows.length > 1) {
  filter.hidden = false;
  const told = document.getElementById("filter-n");
  const what = filter.dataset.filter || "gegevens";
  filter.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
      left += row.hidden ? 0 : 1;
    }
    told.textContent = words.length ? `${left} van ${rows.length} ${what}` : "";
  });
}

// A list is put in another order by the heading of a column; once more turns it round. A day sorts as a day.
const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
const key = (row, at) => {
  const text = row.cells[at].textContent.trim().toLowerCase();
  const day = text.match(/^(\d+) ([a-z]+) (\d{4})$/);
  return day ? `${day[3]}${String(MONTHS.indexOf(day[2])).padStart(2, "0")}${day[1].padStart(2, "0")}` : text;
};
for (const table of document.querySelectorAll("table.op-sorted")) {
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "op-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = [...table.tBodies[0].rows].sort((a, b) => key(a, at).localeCompare(key(b, at), "nl"));
      table.tBodies[0].append(...(down ? order.reverse() : order));
    });
  });
}

// What is typed and not sent stays in this tab, and only there: an expired session or the back button loses nothing. It goes
// when it was sent, when somebody logs out or closes the tab, and when somebody else logs in (docs/decisions/0007).
const KEPT = "op-concept:";
const SENT = "op-verzonden";
const who = document.body.dataset.who;
const form = document.querySelector("form[data-keep]");
const place = `${KEPT}${who}:${location.pathname}`;
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));
if (who) {
  kept().filter((key) => !key.startsWith(`${KEPT}${who}:`)).forEach((key) => sessionStorage.removeItem(key));
  const sent = sessionStorage.getItem(SENT);
  if (sent && !(form && sent === place)) sessionStorage.removeItem(sent);
}
sessionStorage.removeItem(SENT); // at the door as well: what was sent by a session that had ended did not arrive
document.querySelector('form[action="/uitloggen"]')?.addEventListener("submit", () => sessionStorage.clear());
if (who && form && !form.querySelector('[type="password"]')) {
  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const before = sessionStorage.getItem(place);
  if (before && "fresh" in form.dataset && before !== JSON.stringify(typed())) {
    const values = JSON.parse(before);
    for (const field of form.elements) {
      const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.name === "gezien" && mine.length) field.value = mine[0]; // what these words were an answer to, so that newer ones are not lost
      if (!field.name || field.type === "hidden" || field.type === "file") continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
      else if (mine.length) field.value = mine[0];
    }
    const told = document.getElementById("teruggezet");
    told.hidden = false;
    told.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(place);
      location.reload();
    });
  }
  form.addEventListener("input", () => sessionStorage.setItem(place, JSON.stringify(typed())));
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, place));
}

// Two minutes before the server ends a session for want of work this says so; one click goes on. What is typed stays (above).
// Asking for the page to search with reads no person and leaves no line in the log.
const keptHere = document.getElementById("bewaard");
if (keptHere && kept().length) keptHere.hidden = false;
const ending = document.getElementById("uitloggen-straks");
if (ending) {
  const [soon, past] = ["[data-soon]", "[data-past]"].map((one) => ending.querySelector(one));
  const limit = Number(ending.dataset.after) * 1000;
  past.querySelector("a").href = `/inloggen?sessie=voorbij&verder=${encodeURIComponent(location.pathname)}`;
  let last = Date.now();
  const look = () => {
    const gone = Date.now() - last; // by the clock: a laptop that was shut counts as well
    ending.hidden = gone < limit - 120_000;
    // an alert is one when it is there: before that, whoever asks a page for its alert finds none
    if (!ending.hidden) ending.setAttribute("role", "alert");
    soon.hidden = gone >= limit;
    past.hidden = gone < limit;
  };
  setInterval(look, 5_000);
  document.addEventListener("visibilitychange", look);
  soon.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/zoeken", { redirect: "manual" }).catch(() => null);
    if (answer?.ok) last = Date.now();
    else if (answer?.type === "opaqueredirect") last = Date.now() - limit;
    look();
  });
}

// A long check goes on by itself, a piece at a time; without this its button does the same.
const goesOn = document.querySelector("form[data-goes-on]");
if (goesOn) setTimeout(() => goesOn.submit(), 200);
