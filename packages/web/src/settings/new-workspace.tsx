import { Button, Group, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { useMoveTo } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { Section } from "./section.tsx";
import { zonesWith } from "./time-zones.ts";

/** Opens another workspace, and goes there. */
export function NewWorkspace() {
  const { settings } = useSay().screens;
  const say = settings.workspace;
  const draft = useDraft("settings.new-workspace", {
    name: "",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const moveTo = useMoveTo();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: (body: typeof draft.value) => client.workspace.open({ body }),
    onSuccess: async (me) => {
      draft.drop();
      await moveTo(me);
      await navigate({ to: "/begin" });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!open.isPending) open.mutate(draft.value);
  };
  return (
    <Section title={say.another} about={say.anotherAbout}>
      <form onSubmit={submit}>
        <Group align="end">
          <TextInput
            label={say.name}
            maxLength={200}
            required
            value={draft.value.name}
            onChange={({ currentTarget }) => draft.set({ ...draft.value, name: currentTarget.value })}
          />
          <Select
            label={say.timeZone}
            data={zonesWith(draft.value.timeZone)}
            value={draft.value.timeZone}
            onChange={(timeZone) => timeZone && draft.set({ ...draft.value, timeZone })}
            searchable
            allowDeselect={false}
            nothingFoundMessage="–"
            limit={100}
          />
          <Button type="submit" variant="default" loading={open.isPending}>
            {say.open}
          </Button>
        </Group>
      </form>
      {open.error && <Problem error={open.error} />}
    </Section>
  );
}
