/** 20 signals and 30 rules, as a B2B marketer would build them. */
export function ingestModel(): Record<string, unknown> {
  const paths = ["/pricing", "/demo", "/docs", "/blog", "/careers", "/customers", "/integrations", "/security"];
  const names = [
    "Form Submitted",
    "Demo Requested",
    "Email Opened",
    "Email Link Clicked",
    "Webinar Registered",
    "Webinar Attended",
    "Content Downloaded",
    "Trial Started",
    "Support Ticket Opened",
    "Quote Requested",
  ];
  const signals: Record<string, unknown> = { anything: { any: true } };
  for (const path of paths) signals[`saw-${path.slice(1)}`] = { on: "page", where: { path: { startsWith: path } } };
  for (const name of names) signals[name.toLowerCase().replaceAll(" ", "-")] = { on: name };
  signals["large-download"] = { on: "Content Downloaded", where: { pages: { gte: 20 } } };
  const each = Object.keys(signals)
    .filter((name) => name !== "anything")
    .map((name, i) => ({
      id: `each-${name}`,
      dimension: "engagement",
      each: name,
      points: name.includes("careers") || name.includes("support") ? -3 : 3 + (i % 7),
      limit: { perDay: 2, total: 40 },
    }));
  const when = [
    { id: "boss", when: { trait: "seniority", in: ["c-level", "vp", "owner"] }, points: 20 },
    { id: "manager", when: { trait: "seniority", is: "manager" }, points: 10 },
    { id: "software", when: { trait: "industry", is: "Software" }, points: 15 },
    { id: "finance", when: { trait: "industry", is: "Finance" }, points: 8 },
    { id: "mid", when: { trait: "employees", between: [50, 500] }, points: 10 },
    { id: "large", when: { trait: "employees", gt: 500 }, points: 14 },
    { id: "us", when: { trait: "country", in: ["US", "GB", "CA"] }, points: 5 },
    { id: "dach", when: { trait: "country", in: ["DE", "AT", "CH"] }, points: 6 },
    { id: "quiet", when: { signal: "anything", daysSince: { moreThan: 30 } }, points: -10 },
    { id: "free-mail", when: { trait: "email", endsWith: "@gmail.com" }, points: -5 },
    {
      id: "buying",
      when: {
        all: [
          { signal: "saw-pricing", in: "14d", atLeast: 2 },
          { signal: "demo-requested", in: "30d", atLeast: 1 },
        ],
      },
      points: 15,
    },
  ].map((rule) => ({ ...rule, dimension: rule.id === "quiet" || rule.id === "buying" ? "engagement" : "fit" }));
  return {
    model: "ingest",
    signals,
    dimensions: { fit: { clip: [0, 50] }, engagement: { clip: [-50, 100], decay: { halfLife: "30d" } } },
    rules: [...each, ...when],
    total: { sum: ["fit", "engagement"], clip: [0, 150] },
    bands: [{ name: "Suspect" }, { name: "Lead", above: 40 }, { name: "SQL", above: 60, leaveBelow: 55 }],
  };
}
