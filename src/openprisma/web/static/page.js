// The menu on a phone, and focus on what went wrong. Everything works without this.
const button = document.querySelector(".op-menu");
const menu = document.getElementById("menu");
if (button && menu) {
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });
}
document.querySelector('[role="alert"][tabindex="-1"]')?.focus();

// Search within a file: on this page only, so that nothing anybody looks for leaves it.
const filter = document.querySelector("[data-filter]");
const rows = [...document.querySelectorAll(".op-info tbody tr")];
if (filter && rows.length > 1) {
  filter.hidden = false;
  const told = document.getElementById("filter-n");
  filter.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
      left += row.hidden ? 0 : 1;
    }
    told.textContent = words.length ? `${left} van ${rows.length} gegevens` : "";
  });
}
