// What the client does, as values: Node and a browser run this file, and test_client.py says what they must be.

export async function check({ connect, ApiError, GRADES, PartialDate }, home, dates) {
  const asked = [];
  const noted = async (url, init) => {
    const answer = await fetch(url, init);
    asked.push([new URL(url).search, init.headers?.["If-None-Match"] ? "conditional" : "plain", answer.status]);
    return answer;
  };
  const history = connect(`${home}/`, { fetch: noted });
  const found = { grades: GRADES };
  found.council = (await history.get("/v1/councils/{council}", { council: "E06000019" })).name;
  await history.get("/v1/councils/{council}", { council: "E06000019" });
  found.again = asked.splice(0).map(([, how, status]) => [how, status]);

  found.visits = [];
  const visits = history.items("/v1/councils/{council}/timeline", {
    council: "herefordshire",
    kind: ["monitoring_visits"],
    limit: 2,
    fields: ["code", "date_text"],
  });
  for await (const visit of visits) found.visits.push(visit);
  found.pages = asked.splice(0).map(([query]) => new URLSearchParams(query).has("release"));

  const { release } = await history.get("/v1/councils", { limit: 1 });
  asked.splice(0);
  await connect(home, { fetch: noted, release }).get("/v1/frameworks");
  found.pinned = new URLSearchParams(asked.splice(0)[0][0]).get("release") === release;

  found.table = (await history.text("/v1/frameworks", "csv")).split("\n")[0];
  try {
    await history.get("/v1/inspections", { grad: "good" });
  } catch (error) {
    const { status, suggestions, message } = error;
    found.refused = { isApiError: error instanceof ApiError, status, suggestions, message };
  }
  try {
    await history.get("/v1/councils/{council}", { council: "../timeline" });
  } catch (error) {
    found.escaped = error.status;
  }
  found.dates = dates.map((text) => {
    const date = new PartialDate(text);
    return [text, date.earliest, date.latest, date.precision, date.format()];
  });
  found.malformed = ["2023-13", "2023-02-30", "", "June", "[2020-02-01..2020-01-01]", "2023-6"].map((text) => {
    try {
      return new PartialDate(text).text;
    } catch (error) {
      return error.name;
    }
  });
  return found;
}
