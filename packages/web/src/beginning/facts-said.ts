import type { Spoken } from "@plumbline/phrases";
import type { Answered } from "../api.ts";

export type ReadinessLine = Answered<"workspace", "readiness">["items"][number];

type Words = Spoken["screens"]["beginning"]["readiness"]["facts"];

/** The figures behind a line of the readiness checklist, in words; undefined where there are none. */
export function factsSaid({ code, facts }: Pick<ReadinessLine, "code" | "facts">, say: Words): string | undefined {
  const figure = (name: string): number => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof value === "number" ? value : 0;
  };
  const weeks = facts["weeks"];
  switch (code) {
    case "enough-leads":
      return say.leads(figure("leads"), figure("least"));
    case "steady-inflow":
      return Array.isArray(weeks) ? say.weeks(weeks) : undefined;
    case "events-arrive":
      return say.events(figure("events"));
    case "outcomes-known":
      return say.outcomes(figure("outcomes"), figure("least"));
    case "crm-connected":
      return say.crm(figure("endpoints"), figure("outcomeFiles"));
    case "long-cycle":
      return facts["days"] === undefined ? undefined : say.cycle(figure("days"));
    case "sales-answers":
      return say.feedback(figure("feedback"));
    case "analyst":
      return say.analysts(figure("analysts"));
    case "signed-off":
      return say.signatures(figure("signatures"));
    default:
      return undefined;
  }
}
