import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMe } from "../app/session.ts";
import { Asked } from "../ui/states.tsx";
import { findDraft } from "./kept-draft.ts";
import { Workbench } from "./workbench.tsx";

const route = getRouteApi("/inside/models/$name/edit");

/** Where a model is changed: as cards, as text, and tried on leads. */
export function BuilderScreen() {
  const { name } = route.useParams();
  const me = useMe();
  const start = useQuery({
    queryKey: ["builder", name],
    queryFn: ({ signal }) => findDraft(name, signal),
    // From here on the screen itself knows what stands in the draft.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Asked query={start}>
      {(kept) => <Workbench key={name} name={name} start={kept} canDraft={me.can("draft")} />}
    </Asked>
  );
}
