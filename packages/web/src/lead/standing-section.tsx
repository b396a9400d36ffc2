import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconCircleCheck, IconLock } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Ago } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";
import { useLeadChange } from "./use-lead.ts";
import { wordOf } from "./word-of.ts";

type Says = Parameters<typeof client.leads.stand>[0]["body"]["says"];

/** Whether the person may be scored, and a way to record what they decided. */
export function StandingSection({ lead }: { readonly lead: Lead }) {
  const { screens, events } = useSay();
  const { standing } = screens.lead;
  const { consent, objection } = lead.decisions;
  const { can } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      title={standing.title}
      actions={
        can("write") &&
        !isOpen && (
          <Button size="compact-xs" variant="subtle" onClick={() => setIsOpen(true)}>
            {standing.record}
          </Button>
        )
      }
    >
      <Group gap={6} wrap="nowrap" className="lead-standing" data-sound={lead.ineligible === null}>
        {lead.ineligible === null ? <IconCircleCheck size={18} aria-hidden /> : <IconLock size={18} aria-hidden />}
        <Text size="sm" fw={600}>
          {lead.ineligible === null
            ? standing.mayBeScored
            : standing.mayNot(wordOf(events.ineligible, lead.ineligible))}
        </Text>
      </Group>
      {consent && <Decision what={standing.says[`consent-${consent.says}`]} at={consent.at} />}
      {objection && <Decision what={standing.says[`objection-${objection.says}`]} at={objection.at} />}
      {isOpen && <StandingForm id={lead.id} onClose={() => setIsOpen(false)} />}
    </Section>
  );
}

/** What the person said last, and when. */
function Decision({ what, at }: { readonly what: string; readonly at: string }) {
  return (
    <Text size="xs" c="dimmed">
      {what} · <Ago at={at} />
    </Text>
  );
}

function StandingForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { lead: say, shell } = useSay().screens;
  const draft = useDraft<{ readonly says: Says | null; readonly reason: string }>(`standing.${id}`, {
    says: null,
    reason: "",
  });
  const { says, reason } = draft.value;
  const close = () => {
    draft.drop();
    onClose();
  };
  const stand = useLeadChange(
    id,
    (given: { readonly says: Says; readonly reason: string }) => client.leads.stand({ params: { id }, body: given }),
    close,
  );
  const isWhole = says !== null && reason.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) stand.mutate({ says, reason: reason.trim() });
  };
  const words: Readonly<Record<Says, string>> = say.standing.says;
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {say.standing.hint}
        </Text>
        <Select
          size="sm"
          label={say.standing.record}
          allowDeselect={false}
          data={Object.entries(words).map(([value, label]) => ({ value, label }))}
          value={says}
          onChange={(next) => draft.set({ ...draft.value, says: next as Says | null })}
        />
        <TextInput
          size="sm"
          label={say.standing.how}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, reason: currentTarget.value })}
        />
        <Problem error={stand.error} />
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={close}>
            {shell.cancel}
          </Button>
          <Button size="compact-sm" type="submit" loading={stand.isPending} disabled={!isWhole}>
            {shell.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
