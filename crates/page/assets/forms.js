// Helps with forms. Everything works without; nothing is kept.

const changed = new Set();

for (const form of document.querySelectorAll("form[data-confirm-leave]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.delete(form));
}

// A form that was begun asks before it is left.
addEventListener("beforeunload", (event) => {
  if (changed.size > 0) {
    event.preventDefault();
  }
});

// A form is sent once, however often the button is pressed.
const sent = new WeakMap();
const pauseMilliseconds = 3000;
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - (sent.get(form) ?? -Infinity) < pauseMilliseconds) {
      event.preventDefault();
    } else {
      sent.set(form, event.timeStamp);
    }
  });
}

// A choice that leads somewhere goes there at once, but not under somebody who walks through the
// list with the keyboard: they press the button.
for (const select of document.querySelectorAll("select[data-submit]")) {
  let isPointed = false;
  select.addEventListener("pointerdown", () => { isPointed = true; });
  select.addEventListener("keydown", () => { isPointed = false; });
  select.addEventListener("change", () => {
    if (isPointed) {
      select.form.requestSubmit();
    }
  });
}

// What is wrong with a form is read first.
document.querySelector("#problems")?.focus();
