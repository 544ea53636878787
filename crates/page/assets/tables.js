// A field above a long table that hides the rows without the words typed. Without scripts the whole
// table is there.

// Marks are left out on both sides: "shkoder" finds "Shkodër".
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const texts = rows.map((row) => plain(row.textContent));

  const label = document.createElement("label");
  label.textContent = table.dataset.filter;
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  label.append(" ", input);
  const shown = document.createElement("output");
  const line = document.createElement("p");
  line.className = "table-filter no-print";
  line.append(label, " ", shown);
  (table.closest(".scroll") ?? table).before(line);

  input.addEventListener("input", () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      count += row.hidden ? 0 : 1;
    });
    shown.value = words.length ? `${table.dataset.filterShown} ${count} / ${rows.length}` : "";
  });
}
