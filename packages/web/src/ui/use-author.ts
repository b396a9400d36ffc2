import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useNames } from "./use-names.ts";

const PERSON = "user:";
const KEY = "key ";

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
