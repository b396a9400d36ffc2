import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import "./lead.css";
import "./ledger.css";
import { LeadView } from "./lead-view.tsx";

const route = getRouteApi("/inside/leads/$id");

/** A lead: why its score is what it is, and what to do next. */
export function LeadScreen() {
  const { lead: say } = useSay().screens;
  const { id } = route.useParams();
  const query = useQuery(ask("leads", "get", { params: { id } }));
  const waiting = (
    <Screen title={say.title}>
      <Rows count={10} />
    </Screen>
  );
  return (
    <Asked query={query} waiting={waiting}>
      {(lead) => <LeadView key={lead.id} lead={lead} />}
    </Asked>
  );
}
