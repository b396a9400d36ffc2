import type { Session } from "@plumbline/store";
import type { Arrival, Receipt, Receive } from "../collect/arrival.ts";
import type { Committing } from "./answer.ts";

const NOTHING: Receipt = { stored: 0, duplicates: 0, quarantined: 0 };

/**
 * Stores events and what a request comes to, its audit and its answer, in one transaction: who dies in between has done
 * neither, and who asks twice at the same time is heard once.
 */
export async function storeWith<Result>(
  receive: Receive,
  { commit, commitIn }: Committing<Result>,
  arrival: Omit<Arrival, "within">,
  work: (session: Session, receipt: Receipt) => Promise<Result>,
): Promise<Result> {
  if (arrival.items.length === 0) return commit((session) => work(session, NOTHING));
  let said: { readonly answer: Result } | undefined;
  await receive({
    ...arrival,
    within: async (session, receipt) => {
      said = { answer: await commitIn(session, () => work(session, receipt)) };
    },
  });
  if (!said) throw new Error("Nothing was stored");
  return said.answer;
}
