// A message that was read can be put away; it is gone with the next page anyway.

for (const notice of document.querySelectorAll("[data-dismiss]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link dismiss no-print";
  button.textContent = notice.dataset.dismiss;
  button.addEventListener("click", () => {
    notice.remove();
    document.querySelector("#content")?.focus();
  });
  notice.append(" ", button);
}
