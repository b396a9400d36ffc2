import {
  Autocomplete,
  Button,
  CloseButton,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { useDraft } from "../ui/draft.ts";
import { Points, Signed } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { bodyOf, eventNamesIn, type Invented, type InventedEvent, NOTHING_INVENTED } from "./invented.ts";
import type { Lead } from "./lead.ts";
import { sumOf } from "./ledger.ts";
import { Section } from "./section.tsx";

const TYPING = 400;

/** What score the lead would have with other events or traits; the answer follows as one types. */
export function WhatIfSection({ lead, model }: { readonly lead: Lead; readonly model: string }) {
  const { lead: say } = useSay().screens;
  const live = useLiveModel(model);
  const draft = useDraft<Invented>(`what-if.${model}.${lead.id}`, NOTHING_INVENTED);
  const { value: invented, set: setInvented } = draft;
  const [settled] = useDebouncedValue(invented, TYPING);
  const body = bodyOf(settled, model);
  const query = useQuery({
    ...ask("leads", "whatIf", { params: { id: lead.id }, body: body ?? {} }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
  });
  const { events, traits } = invented;
  const names = eventNamesIn(live?.body.signals as never);
  const isEmpty = events.length === 0 && traits.length === 0;
  return (
    <Section
      title={say.whatIf.title}
      actions={
        !isEmpty && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={draft.drop}>
            {say.whatIf.clear}
          </Button>
        )
      }
    >
      <Text size="xs" c="dimmed">
        {say.whatIf.hint}
      </Text>
      {events.map((event, at) => (
        <EventFields
          // biome-ignore lint/suspicious/noArrayIndexKey: what is typed has no name but its place.
          key={at}
          event={event}
          names={names}
          onChange={(next) =>
            setInvented({ ...invented, events: next ? events.with(at, next) : events.toSpliced(at, 1) })
          }
        />
      ))}
      {traits.map((trait, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is typed has no name but its place.
        <Group key={at} gap={6} wrap="nowrap" align="flex-end">
          <Autocomplete
            size="xs"
            className="what-if-name"
            label={say.whatIf.trait}
            data={Object.keys(lead.traits)}
            limit={8}
            value={trait.name}
            onChange={(name) => setInvented({ ...invented, traits: traits.with(at, { ...trait, name }) })}
          />
          <TextInput
            size="xs"
            className="what-if-name"
            label={say.whatIf.value}
            value={trait.value}
            onChange={({ currentTarget }) =>
              setInvented({ ...invented, traits: traits.with(at, { ...trait, value: currentTarget.value }) })
            }
          />
          <CloseButton
            aria-label={say.whatIf.drop(trait.name)}
            onClick={() => setInvented({ ...invented, traits: traits.toSpliced(at, 1) })}
          />
        </Group>
      ))}
      <Group gap="xs">
        <Add
          label={say.whatIf.addEvent}
          onClick={() => setInvented({ ...invented, events: [...events, { type: "track", name: "", times: 1 }] })}
        />
        <Add
          label={say.whatIf.addTrait}
          onClick={() => setInvented({ ...invented, traits: [...traits, { name: "", value: "" }] })}
        />
      </Group>
      <Problem error={query.error} />
      {body !== undefined && query.data && <Result answer={query.data} lead={lead} live={live} />}
    </Section>
  );
}

function Add({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}

function EventFields(props: {
  readonly event: InventedEvent;
  readonly names: readonly string[];
  readonly onChange: (event: InventedEvent | undefined) => void;
}) {
  const { event, names, onChange } = props;
  const { whatIf } = useSay().screens.lead;
  return (
    <Stack gap={4}>
      <SegmentedControl
        size="xs"
        aria-label={whatIf.event}
        value={event.type}
        onChange={(type) => onChange({ ...event, type: type === "page" ? "page" : "track" })}
        data={[
          { value: "track", label: whatIf.event },
          { value: "page", label: whatIf.page },
        ]}
      />
      <Group gap={6} wrap="nowrap" align="flex-end">
        <Autocomplete
          size="xs"
          className="what-if-name"
          label={event.type === "page" ? whatIf.path : whatIf.name}
          placeholder={event.type === "page" ? "/pricing" : ""}
          data={event.type === "page" ? [] : [...names]}
          limit={20}
          value={event.name}
          onChange={(name) => onChange({ ...event, name })}
        />
        <NumberInput
          size="xs"
          w={72}
          label={whatIf.times}
          min={1}
          max={100}
          allowDecimal={false}
          value={event.times}
          onChange={(times) => onChange({ ...event, times: typeof times === "number" && times >= 1 ? times : 1 })}
        />
        <CloseButton aria-label={whatIf.drop(event.name)} onClick={() => onChange(undefined)} />
      </Group>
    </Stack>
  );
}

/** Before and after, and which dimension makes the difference. */
function Result(props: {
  readonly answer: Answered<"leads", "whatIf">;
  readonly lead: Lead;
  readonly live: LiveModel | undefined;
}) {
  const { answer, lead, live } = props;
  const { whatIf } = useSay().screens.lead;
  const { before, after, verdict } = answer;
  const now = lead.scores.find(({ model }) => model === verdict.model);
  const moved = verdict.dimensions.flatMap(({ name, points }) => {
    const was = now?.dimensions.find((one) => one.name === name)?.points ?? 0;
    return was === points ? [] : [{ name, points: sumOf([points, -was]) }];
  });
  const isSame = before.total === after.total && before.band === after.band;
  return (
    <div className="what-if-result" aria-live="polite">
      <Group gap="sm" wrap="nowrap" justify="center">
        <Stack gap={2} align="center">
          <Text size="xs" c="dimmed">
            {whatIf.before}
          </Text>
          <Points points={before.total} fw={700} size="xl" />
          <Band band={before.band} model={before.model} size="sm" />
        </Stack>
        <IconArrowRight size={20} aria-hidden />
        <Stack gap={2} align="center">
          <Text size="xs" c="dimmed">
            {whatIf.after}
          </Text>
          <Points points={after.total} fw={700} size="xl" />
          <Band band={after.band} model={after.model} size="sm" />
        </Stack>
      </Group>
      {isSame && (
        <Text size="sm" ta="center" mt={6}>
          {whatIf.same}
        </Text>
      )}
      {moved.map(({ name, points }) => (
        <Text key={name} size="xs" ta="center" c="dimmed" mt={4}>
          <Signed points={points} /> {live?.names.dimension(name) ?? name}
        </Text>
      ))}
    </div>
  );
}
