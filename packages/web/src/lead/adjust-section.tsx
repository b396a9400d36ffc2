import { Badge, Button, Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";
import { Ago, Signed, useTimes } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { adjustmentsShown, type ShownAdjustment } from "./adjustments.ts";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";
import { useLeadChange } from "./use-lead.ts";

/** Points that people gave or took by hand, and a way to give more. */
export function AdjustSection({ lead, model }: { readonly lead: Lead; readonly model: string }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const live = useLiveModel(model);
  const draft = useDraft<Draft>(`adjust.${model}.${lead.id}`, EMPTY);
  const [isOpen, setIsOpen] = useState(draft.isKept);
  const today = lead.scores.find((one) => one.model === model)?.day ?? "";
  const shown = adjustmentsShown(
    lead.adjustments.filter((one) => one.model === model),
    today,
  );
  const close = () => {
    draft.drop();
    setIsOpen(false);
  };
  if (!can("sell") && shown.length === 0) return null;
  return (
    <Section
      title={say.adjust.title}
      actions={
        can("sell") &&
        !isOpen && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setIsOpen(true)}
          >
            {say.adjust.give}
          </Button>
        )
      }
    >
      <Text size="xs" c="dimmed">
        {say.adjust.hint}
      </Text>
      {isOpen && live && <AdjustForm id={lead.id} live={live} today={today} draft={draft} onClose={close} />}
      {shown.map((adjustment) => (
        <AdjustmentView key={adjustment.id} id={lead.id} adjustment={adjustment} live={live} />
      ))}
    </Section>
  );
}

type Draft = {
  readonly dimension: string | null;
  readonly points: number | string;
  readonly reason: string;
  readonly until: string;
};

const EMPTY: Draft = { dimension: null, points: "", reason: "", until: "" };
const MOST = 1_000_000;

function AdjustForm(props: {
  readonly id: string;
  readonly live: LiveModel;
  readonly today: string;
  readonly draft: { readonly value: Draft; readonly set: (value: Draft) => void };
  readonly onClose: () => void;
}) {
  const { id, live, today, draft, onClose } = props;
  const { lead: say, shell } = useSay().screens;
  const names = Object.keys(live.body.dimensions ?? {});
  const { points, reason, until } = draft.value;
  const dimension = draft.value.dimension ?? names[0] ?? null;
  const set = (part: Partial<Draft>) => draft.set({ ...draft.value, ...part });
  const adjust = useLeadChange(
    id,
    (given: { readonly dimension: string; readonly points: number }) =>
      client.leads.adjust({
        params: { id },
        body: { model: live.name, ...given, reason: reason.trim(), ...(until !== "" && { until }) },
      }),
    onClose,
  );
  const isWhole = dimension !== null && typeof points === "number" && points !== 0 && reason.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) adjust.mutate({ dimension, points });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group gap="xs" grow>
          <NumberInput
            size="sm"
            label={say.adjust.points}
            autoFocus
            min={-MOST}
            max={MOST}
            decimalScale={2}
            step={5}
            value={points}
            onChange={(next) => set({ points: next })}
          />
          <Select
            size="sm"
            label={say.adjust.dimension}
            allowDeselect={false}
            data={names.map((name) => ({ value: name, label: live.names.dimension(name) }))}
            value={dimension}
            onChange={(next) => set({ dimension: next })}
          />
        </Group>
        <TextInput
          size="sm"
          label={say.adjust.for}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
        />
        <TextInput
          size="sm"
          type="date"
          label={say.adjust.until}
          min={today}
          value={until}
          onChange={({ currentTarget }) => set({ until: currentTarget.value })}
        />
        <Problem error={adjust.error} />
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button size="compact-sm" type="submit" loading={adjust.isPending} disabled={!isWhole}>
            {say.adjust.give}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AdjustmentView(props: {
  readonly id: string;
  readonly adjustment: ShownAdjustment;
  readonly live: LiveModel | undefined;
}) {
  const { id, adjustment, live } = props;
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const { day } = useTimes();
  const author = useAuthor();
  const [isEnding, setIsEnding] = useState(false);
  const end = useLeadChange(id, () => client.leads.endAdjustment({ params: { id, adjustment: adjustment.id } }));
  return (
    <div className="lead-note">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm">
          <Signed points={adjustment.points} /> {live?.names.dimension(adjustment.dimension) ?? adjustment.dimension}
          {adjustment.until !== null && (
            <Text span c="dimmed" inherit>
              {` · ${say.adjust.untilDay(day(adjustment.until))}`}
            </Text>
          )}
        </Text>
        {adjustment.isOver ? (
          <Badge variant="default" tt="none" size="sm">
            {say.adjust.ended}
          </Badge>
        ) : (
          can("sell") && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setIsEnding(true)}>
              {say.adjust.end}
            </Button>
          )
        )}
      </Group>
      <Text size="sm" className="lead-text">
        {adjustment.reason}
      </Text>
      <Text size="xs" c="dimmed">
        {author(adjustment.by)} · <Ago at={adjustment.at} />
      </Text>
      {isEnding && (
        <Confirm
          title={say.adjust.end}
          hint={say.adjust.endHint}
          act={say.adjust.end}
          isGrave={false}
          onConfirm={() => end.mutateAsync()}
          onClose={() => setIsEnding(false)}
        />
      )}
    </div>
  );
}
