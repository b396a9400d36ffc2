import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";

/** A lead or an account, as far as it is chosen by it. */
export type Subject = { readonly id: string; readonly name: string | null };

const FEW = 8;

/** Some leads or accounts that a model can be tried on: those that fit a search, or the first of all. */
export function useSubjects(
  of: "lead" | "account",
  search: string,
  isAsked: boolean,
): { readonly items: readonly Subject[]; readonly isFetching: boolean } {
  const query = { limit: FEW, ...(search !== "" && { search }) };
  const leads = useQuery({ ...ask("leads", "list", { query }), enabled: isAsked && of === "lead", retry: false });
  const accounts = useQuery({
    ...ask("accounts", "list", { query }),
    enabled: isAsked && of === "account",
    retry: false,
  });
  if (of === "account") {
    const items = (accounts.data?.items ?? []).map(({ id, name, key }) => ({ id, name: name ?? key }));
    return { items, isFetching: accounts.isFetching };
  }
  const items = (leads.data?.items ?? []).map(({ id, name, email }) => ({ id, name: name ?? email }));
  return { items, isFetching: leads.isFetching };
}
