import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

/** What the trial says, of leads or of accounts. */
export function useTrialWords() {
  const { builder } = useSay().screens;
  const { model } = useBuilding();
  return model.of === "account" ? { ...builder, ...builder.ofAccounts } : builder;
}
