import { Autocomplete, Card, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { Add, Remove } from "./points-rows.tsx";

/** A lead that is made up: its traits and what it did, how often and how long ago. */
export type Invented = {
  readonly traits: readonly (readonly [name: string, value: string])[];
  readonly events: readonly {
    readonly name: string;
    readonly path: string;
    readonly times: number;
    readonly daysAgo: number;
  }[];
};

export const NOBODY: Invented = { traits: [["title", "CEO"]], events: [] };

const DAY = 86_400_000;
const TYPES = ["page", "screen"];

/** As the server wants it. */
export function sentOf({ traits, events }: Invented, now = Date.now()) {
  return {
    name: "",
    traits: Object.fromEntries(traits.filter(([name]) => name !== "").map(([name, value]) => [name, typed(value)])),
    events: events
      .filter(({ name }) => name !== "")
      .map(({ name, path, times, daysAgo }) => ({
        ...(TYPES.includes(name) ? { type: name as "page" } : { type: "track" as const, event: name }),
        properties: path === "" ? {} : { path },
        times,
        at: new Date(now - daysAgo * DAY).toISOString(),
      })),
  };
}

/** What looks like a number or a yes is one. */
function typed(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

export function InventedForm({
  value,
  onValue,
}: {
  readonly value: Invented;
  readonly onValue: (value: Invented) => void;
}) {
  const { builder, condition: say } = useSay().screens;
  const { offers } = useBuilding();
  const { traits, events } = value;
  const putEvent = (at: number, change: Partial<Invented["events"][number]>) =>
    onValue({ ...value, events: events.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  return (
    <Card withBorder padding="sm">
      <Stack gap={6}>
        {traits.map(([name, known], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name itself is what is being written.
          <Group key={at} gap={6} wrap="nowrap">
            <Autocomplete
              size="xs"
              flex={1}
              aria-label={say.names.trait}
              placeholder={say.names.trait}
              value={name}
              data={[...new Set(offers.traits.map(({ path }) => path))]}
              onChange={(next) => onValue({ ...value, traits: traits.with(at, [next, known]) })}
            />
            <TextInput
              size="xs"
              flex={1}
              aria-label={say.value}
              placeholder={say.value}
              value={known}
              onChange={({ currentTarget }) =>
                onValue({ ...value, traits: traits.with(at, [name, currentTarget.value]) })
              }
            />
            <Remove
              label={builder.removeNamed(name)}
              onRemove={() => onValue({ ...value, traits: traits.toSpliced(at, 1) })}
            />
          </Group>
        ))}
        <Add label={builder.addTrait} onAdd={() => onValue({ ...value, traits: [...traits, ["", ""]] })} />
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event is what it is by its place.
          <Group key={at} gap={6} wrap="nowrap">
            <Autocomplete
              size="xs"
              flex={2}
              aria-label={builder.event}
              placeholder={builder.event}
              value={event.name}
              data={[...new Set([...offers.events.map(({ name }) => name), ...TYPES])]}
              onChange={(name) => putEvent(at, { name })}
            />
            <TextInput
              size="xs"
              flex={1}
              aria-label={builder.path}
              placeholder="/pricing"
              value={event.path}
              onChange={({ currentTarget }) => putEvent(at, { path: currentTarget.value })}
            />
            <NumberInput
              size="xs"
              w={64}
              aria-label={say.times}
              prefix="× "
              min={1}
              max={100}
              value={event.times}
              onChange={(times) => times !== "" && putEvent(at, { times: Number(times) })}
            />
            <NumberInput
              size="xs"
              w={90}
              aria-label={builder.daysAgo}
              prefix="−"
              suffix={` ${builder.daysShort}`}
              min={0}
              max={3650}
              allowNegative={false}
              value={event.daysAgo}
              onChange={(daysAgo) => daysAgo !== "" && putEvent(at, { daysAgo: Math.abs(Number(daysAgo)) })}
            />
            <Remove
              label={builder.removeNamed(event.name)}
              onRemove={() => onValue({ ...value, events: events.toSpliced(at, 1) })}
            />
          </Group>
        ))}
        <Add
          label={builder.addEvent}
          onAdd={() => onValue({ ...value, events: [...events, { name: "page", path: "", times: 1, daysAgo: 0 }] })}
        />
      </Stack>
    </Card>
  );
}
