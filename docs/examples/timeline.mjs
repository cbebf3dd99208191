// A council's history as a page of HTML, from one request: names, ends and reports are in every entry.
//
//     node docs/examples/timeline.mjs http://127.0.0.1:8000 medway > medway.html
//
// In a browser, `render` is the same: fetch the URL, and put what it returns into the page.

const GRADES = ["", "outstanding", "good", "third", "inadequate"]; // The names of four colours, by `grade_rank`.

function escape(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => entities[letter]);
}

function row(entry) {
  // Show `date_text` as it is: no date has to be parsed, and "June 2023" never becomes the first of June.
  const report = entry.report_url
    ? `<a href="${escape(entry.report_url)}">${escape(entry.source_title)}</a>, ${escape(entry.source_publisher)}`
    : `${escape(entry.source_title)}, ${escape(entry.source_publisher)}`;
  const grade = entry.grade ? `<b class="${GRADES[entry.grade_rank]}">${entry.grade.replaceAll("_", " ")}</b>` : "";
  return `<tr class="${entry.kind}"><td>${entry.date_text}</td><td>${escape(entry.headline)} ${grade}</td>
    <td>${report}</td></tr>`;
}

function render(entries) {
  const [first] = entries;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escape(first.council_name)}</title>
<h1>${escape(first.council_name)}</h1>
<p>${escape(first.region)}, ONS code ${first.gss_code}, DfE code ${first.la_code}</p>
<table>${entries.map(row).join("\n")}</table>
</html>`;
}

const [home, council] = process.argv.slice(2);
const answer = await fetch(`${home}/v1/councils/${council}/timeline?limit=500`);
const body = await answer.json();
if (!answer.ok) throw new Error(body.detail);
console.log(render(body.items));
