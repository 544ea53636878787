// Forms save themselves as they are typed: on the server, sealed, for a day. Nothing is kept here.
// Without scripts nothing is saved, and nothing else is different.

const pauseMilliseconds = 2000;
const left = new Set(["csrf", "code", "request"]);

const ask = (path, form, more = {}) =>
  fetch(path, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      csrf: form.elements.namedItem("csrf").value,
      form: form.getAttribute("action"),
      ...more,
    }),
  });

// The fields that somebody typed or chose; never a secret.
const typed = (form) =>
  [...form.elements].filter((field) =>
    field.name && !left.has(field.name) && !["hidden", "password", "submit"].includes(field.type));

const isTicked = (field) => ["checkbox", "radio"].includes(field.type);

function text(form) {
  const fields = typed(form).filter((field) => !isTicked(field) || field.checked);
  return JSON.stringify(fields.map((field) => [field.name, field.value]));
}

function bringBack(form, kept) {
  for (const field of typed(form)) {
    if (isTicked(field)) {
      field.checked = kept.some(([name, value]) => name === field.name && value === field.value);
    } else {
      field.value = kept.find(([name]) => name === field.name)?.[1] ?? field.value;
    }
  }
}

function button(label, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "link";
  one.textContent = label;
  one.addEventListener("click", act);
  return one;
}

function offer(form, { text: kept, said }) {
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  const back = button(form.dataset.draft, () => {
    bringBack(form, JSON.parse(kept));
    note.remove();
    typed(form)[0]?.focus();
  });
  const away = button(form.dataset.forget, () => {
    ask("/table/drafts/forget", form);
    note.remove();
  });
  note.append(said, " ", back, " ", away);
  form.prepend(note);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      ask("/table/drafts", form, { text: text(form) }).catch(() => {});
    }, pauseMilliseconds);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  // A page that came back with what was typed needs no draft.
  if (!document.querySelector("#problems")) {
    ask("/table/drafts/open", form)
      .then((answer) => (answer.status === 200 ? answer.json() : undefined))
      .then((draft) => draft && offer(form, draft))
      .catch(() => {});
  }
}
