import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Books } from "./books-view.tsx";
import { Quarantine } from "./quarantine.tsx";
import { SystemHealth } from "./system-health.tsx";

/** Whether all that arrived is accounted for, what could not be taken, and how far behind the server is. */
export function DataScreen() {
  const { sources } = useSay().screens;
  const { can } = useMe();
  // Who may not see sources sees the figures all the same.
  const all = useQuery({ ...ask("sources", "list"), enabled: can("sources") });
  const known = all.data?.items ?? [];
  return (
    <Screen title={sources.health.title} about={sources.health.about}>
      <Books sources={known} />
      <Quarantine sources={known} />
      <SystemHealth />
    </Screen>
  );
}
