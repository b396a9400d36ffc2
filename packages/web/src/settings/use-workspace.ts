import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answered, ask, client } from "../api.ts";
import { askMe } from "../app/session.ts";
import { useDraft } from "../ui/draft.ts";

export type Workspace = Answered<"workspace", "get">;
export type Consent = Omit<Workspace["consent"], "version">;
export type Market = Consent["markets"][number];
export type Terms = Pick<Consent, "mode" | "categories" | "gpc">;
export type Traffic = Workspace["traffic"];
export type WorkspaceChange = NonNullable<NonNullable<Parameters<typeof client.workspace.update>[0]>["body"]>;

export const useWorkspace = () => useQuery(ask("workspace", "get"));

/**
 * What somebody changes of the workspace's settings, kept in this browser until it is saved. Only what was changed is
 * sent, so that two people who change different things do not undo each other's.
 */
export function useWorkspaceChange(name: string, now: Workspace) {
  const queries = useQueryClient();
  const draft = useDraft<WorkspaceChange>(`settings.${name}`, {});
  const save = useMutation({
    mutationFn: (body: WorkspaceChange) => client.workspace.update({ body }),
    onSuccess: (saved, body) => {
      queries.setQueryData(ask("workspace", "get").queryKey, saved);
      draft.sent(body);
      // The name stands in the list of workspaces.
      void queries.invalidateQueries({ queryKey: askMe().queryKey });
    },
  });
  const changed = Object.keys(draft.value).length > 0;
  return {
    value: { ...now, ...draft.value } as Workspace,
    isChanged: changed,
    set: (change: WorkspaceChange) => draft.set(without({ ...draft.value, ...change }, now)),
    save: () => save.mutate(draft.value),
    /** The same, for whoever waits for it. */
    saveNow: () => save.mutateAsync(draft.value),
    discard: () => {
      save.reset();
      draft.drop();
    },
    isSaving: save.isPending,
    isSaved: save.isSuccess && !changed,
    error: save.error,
  };
}

/** What differs from how it is: a change that was taken back is none. */
function without(change: WorkspaceChange, now: Workspace): WorkspaceChange {
  const was = now as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(change).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key])),
  );
}
