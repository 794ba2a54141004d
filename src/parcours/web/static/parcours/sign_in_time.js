// Warns two minutes before somebody is signed out. Without it they are signed out all the same, and the page says why.

const dialog = document.getElementById("sign-in-time");
const form = dialog.querySelector("form");
const warning = Number(dialog.dataset.warning);
let timer = 0;

async function look(options = {}) {
  const answer = await fetch(dialog.dataset.time, { headers: { Accept: "application/json" }, ...options });
  if (!answer.ok || answer.redirected) {
    // Signed out by now: the next page says so. What is being written stays where it is.
    if (dialog.open) dialog.close();
    return;
  }
  const { seconds, extends: extended } = await answer.json();
  for (const part of dialog.querySelectorAll("[data-extends]")) part.hidden = !extended;
  dialog.querySelector("[data-last]").hidden = extended;
  if (seconds <= warning + 1) {
    if (!dialog.open && !dialog.dataset.seen) dialog.showModal();
    // Another tab may keep the person signed in.
    wait(Math.min(seconds + 1, 15));
  } else {
    delete dialog.dataset.seen;
    if (dialog.open) dialog.close();
    wait(seconds - warning);
  }
}

function wait(seconds) {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => look().catch(() => wait(30)), seconds * 1000);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look({ method: "POST", body: new FormData(form) }).catch(() => wait(5));
});
for (const button of dialog.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => {
    dialog.dataset.seen = "yes";
    dialog.close();
  });
}
// The browser’s back button may show a page that it kept: whoever is signed out by now must not see it.
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
look().catch(() => wait(30));
