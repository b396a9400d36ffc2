import type { Spoken } from "@plumbline/phrases";

type Words = Spoken["screens"]["settings"]["audit"];

/** What was done, in words: `Models: published`. What another version of the server calls otherwise stands as it is. */
export function actionSaid(action: string, { areas, verbs }: Words): string {
  const [noun = "", verb = ""] = action.split(".");
  if (!Object.hasOwn(areas, noun) || !Object.hasOwn(verbs, verb)) return action;
  return `${areas[noun as keyof Words["areas"]]}: ${verbs[verb as keyof Words["verbs"]]}`;
}

export const areaOf = (action: string): string => action.split(".")[0] ?? action;

/** Who did it: a person or a key by its name, else the server itself. `called`: what a key is called. */
export function actorSaid(
  { by, name }: { readonly by: string; readonly name: string | null },
  say: Words,
  called?: string,
): string {
  if (name !== null) return name;
  const key = /^key (.+)$/.exec(by)?.[1];
  if (key !== undefined) return say.key(called ?? key);
  return by.startsWith("user:") ? by.slice("user:".length) : say.system;
}
