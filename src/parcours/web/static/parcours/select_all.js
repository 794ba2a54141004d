// One box that ticks all rows of a list on this page. Without this script it is not there, and each row has its own.

for (const all of document.querySelectorAll("[data-selects]")) {
  const rows = [...document.querySelectorAll(`input[name="selected"][form="${all.dataset.selects}"]`)];
  const look = () => {
    all.checked = rows.length > 0 && rows.every((row) => row.checked);
    all.indeterminate = !all.checked && rows.some((row) => row.checked);
  };
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
  });
  for (const row of rows) row.addEventListener("change", look);
  all.parentElement.hidden = rows.length === 0;
  look();
}
