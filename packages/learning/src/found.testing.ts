import type { Answer } from "./answer.ts";

/** What was found; fails where there was not enough for it. */
export function found<Finding>(answer: Answer<Finding>): Finding {
  if (!answer.enough) throw new Error(`Not enough: ${JSON.stringify(answer.missing)}`);
  return answer;
}
