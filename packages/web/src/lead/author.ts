import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useNames } from "../ui/use-names.ts";
import type { Told } from "./lead.ts";

const PERSON = "user:";
const KEY = "key ";

/** A line of a ledger with its author in words. */
export function withAuthor(line: Told, author: (by: string) => string): Told {
  return line.kind === "adjustment" ? { ...line, by: author(String(line["by"])) } : line;
}

/** Who did something, in words: records name people and keys by their ids. */
export function useAuthor(): (by: string) => string {
  const { lead: say, proposals } = useSay().screens;
  const { machines } = proposals;
  const { user } = useMe();
  const named = useNames();
  return (by) => {
    if (by.startsWith(KEY)) return say.byKey(named(by)?.name ?? by.slice(KEY.length));
    if (!by.startsWith(PERSON)) return Object.hasOwn(machines, by) ? machines[by as keyof typeof machines] : by;
    return by === PERSON + user.id ? say.you : (named(by)?.name ?? say.colleague);
  };
}
