import type { Department, Seniority } from "./job-title/entry.ts";
import {
  type Claim,
  claimOf,
  isLevel,
  outranks,
  type Part,
  partsOf,
  seniorityOf,
  shaded,
  stronger,
} from "./job-title/part.ts";
import { tokensOf } from "./job-title/vocabulary.ts";

export type JobTitle = {
  readonly seniority?: Seniority;
  readonly department?: Department;
};

type Role = { seniority: Seniority; claim: Claim | undefined };

/**
 * Reads off a job title in English, Chinese or Russian how much authority its holder has, and in
 * which department. What the title does not say is absent. Of several roles the highest counts.
 */
export function readJobTitle(title: string): JobTitle {
  const { roles, fields } = rolesOf(partsOf(tokensOf(title)));
  const best = highest(roles);
  const department = (best?.claim ?? roles.find((role) => role.claim)?.claim ?? fields)?.department;
  const read: { -readonly [key in keyof JobTitle]: JobTitle[key] } = {};
  if (best) read.seniority = best.seniority;
  if (department) read.department = department;
  return read;
}

/** The roles that are held now, and the fields named before the first of them. */
function rolesOf(parts: readonly Part[]): { readonly roles: readonly Role[]; readonly fields: Claim | undefined } {
  const roles: Role[] = [];
  let last: Role | undefined;
  let fields: Claim | undefined;
  for (const part of parts) {
    const seniority = seniorityOf(part);
    const claim = claimOf(part);
    if (part.former || (part.student && !seniority)) {
      // "CEO (retired)" takes all back, "former CEO, now advisor" only its own.
      if (part.bare) roles.length = 0;
      // Not among the roles: what else is said of it goes with it.
      last = { seniority: "staff", claim };
    } else if (seniority && !(last && isLevel(part))) {
      // The sales of a "sales & marketing director" come first.
      last = { seniority, claim: stronger(fields, claim) };
      fields = undefined;
      roles.push(last);
    } else if (last) {
      last.claim = stronger(last.claim, claim);
      last.seniority = shaded(last.seniority, part.level);
    } else {
      fields = stronger(fields, claim);
    }
  }
  return { roles, fields };
}

function highest(roles: readonly Role[]): Role | undefined {
  let best = roles[0];
  for (const role of roles) if (best && outranks(role.seniority, best.seniority)) best = role;
  return best;
}
