import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guessMap } from "./guess-map.ts";

const text = readFileSync(join(import.meta.dirname, "../../../../../docs/events.md"), "utf8");

/** The table of traits: what each is called, and which column of an export holds it. */
const traits = (text.split("## Traits")[1] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .flatMap((line) => {
    const [names = "", , hubspot = "", salesforce = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [...names.matchAll(/`(\w+)`/g)].map(([, name]) => ({ name: name as string, hubspot, salesforce }));
  });

const EXPORTS = {
  hubspot:
    "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date,Lead Status,Marketing contact status,Create Date,Lifecycle Stage,Job Title,Company Name,Associated Company,Industry,Number of Employees,Annual Revenue,Country/Region,State/Region,City,Postal Code,Time Zone,Website URL,Original Source",
  salesforce:
    "Id,IsDeleted,LastName,FirstName,Salutation,Name,Title,Company,Street,City,State,PostalCode,Country,Phone,MobilePhone,Email,Website,LeadSource,Status,Industry,Rating,AnnualRevenue,NumberOfEmployees,OwnerId,IsConverted,CreatedDate,LastActivityDate",
};

describe("the traits that docs/events.md lists and the presets read", () => {
  test.each(["hubspot", "salesforce"] as const)("are what the columns of an export of %s become", (system) => {
    const { guesses } = guessMap("leads", EXPORTS[system].split(","), []);
    const guessed = new Map(guesses.map(({ target, column }) => [target, column]));
    expect(traits.map(({ name }) => [name, guessed.get(name) ?? ""])).toEqual(
      traits.map((trait) => [trait.name, trait[system]]),
    );
  });

  // A new trait belongs here only if no export has a column for it; else its name is the guesser's.
  test("are asked of people where no export has them", () => {
    const asked = traits.filter(({ hubspot, salesforce }) => hubspot === "" && salesforce === "");
    expect(asked.map(({ name }) => name)).toEqual([
      "seniority",
      "department",
      "companyType",
      "currentSolution",
      "interest",
      "values",
      "pain",
      "budget",
      "authority",
      "need",
      "timeline",
    ]);
  });
});
