import type { Answered } from "../api.ts";

type Named = Answered<"people", "names">["items"][number];

const PERSON = "user:";

/** Who can be named as the owner of a review: whoever is in the workspace, and who is named already. */
export function ownersOf(
  named: readonly Named[],
  owner: string | null,
  unknown: string,
): readonly { readonly value: string; readonly label: string }[] {
  const people = named.flatMap(({ by, kind, name, isFormer }) =>
    kind === "person" && (!isFormer || by === `${PERSON}${owner}`)
      ? [{ value: by.slice(PERSON.length), label: name }]
      : [],
  );
  const isThere = owner === null || people.some(({ value }) => value === owner);
  return [
    ...people.sort((a, b) => a.label.localeCompare(b.label)),
    ...(isThere ? [] : [{ value: owner, label: unknown }]),
  ];
}
