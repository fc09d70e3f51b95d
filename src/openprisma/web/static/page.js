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
