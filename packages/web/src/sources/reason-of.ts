import type { Spoken } from "@plumbline/phrases";

type Refused = Spoken["screens"]["sources"]["refused"];

/** Why something could not be taken, as a heading; a reason that these words do not know is said to be another. */
export function reasonOf(code: string | null, refused: Refused): string {
  return code !== null && Object.hasOwn(refused, code)
    ? refused[code as keyof Refused]
    : `${refused.other}${code === null ? "" : ` (${code})`}`;
}
