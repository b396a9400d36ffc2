import { Button, Group, Menu, ScrollArea, Text, TextInput } from "@mantine/core";
import { IconBolt, IconFilter, IconPlus, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { freeName, useBuilding } from "./building.ts";
import type { Edit } from "./edit.ts";

const MOST = 40;

/** Adds a rule: for each occurrence of a signal, of an event that was seen (which then becomes a signal), or while a condition holds. */
export function AddRule({ dimension }: { readonly dimension: string }) {
  const { builder, condition: say } = useSay().screens;
  const { model, offers, edit, draft, setOpen } = useBuilding();
  const [search, setSearch] = useState("");
  const at = draft.ruleAt.length === 0 ? 0 : Math.max(...draft.ruleAt) + 1;
  const ids = model.rules.map(({ id }) => id);
  const add = (rule: object, before: readonly Edit[] = []) => {
    edit([...before, { kind: "insert", path: ["rules"], at, value: rule }]);
    setOpen(`rules/${at}`);
    setSearch("");
  };
  const forEach = (signal: string, label: string | undefined, before?: readonly Edit[]) =>
    add(
      {
        id: freeName(signal, ids, "rule"),
        ...(label && { label }),
        dimension,
        each: signal,
        points: 10,
        limit: { perDay: 1 },
      },
      before,
    );
  const ofEvent = (event: string) => {
    const name = freeName(event, Object.keys(model.signals ?? {}), "signal");
    forEach(name, event, [{ kind: "set", path: ["signals", name], value: { label: event, on: event } }]);
  };
  const fits = (text: string) => text.toLowerCase().includes(search.trim().toLowerCase());
  const signals = offers.signals.filter(({ name, label }) => fits(`${name} ${label ?? ""}`));
  const used = new Set(Object.values(model.signals ?? {}).flatMap(({ on }) => on ?? []));
  const events = offers.events.filter(({ name }) => !used.has(name) && fits(name));
  return (
    <Group>
      <Menu position="bottom-start" width={320} trapFocus>
        <Menu.Target>
          <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />}>
            {builder.addRule}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <TextInput
            size="xs"
            m={4}
            aria-label={builder.searchEvents}
            placeholder={builder.searchEvents}
            value={search}
            data-autofocus
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <Menu.Item
            leftSection={<IconUser size={16} aria-hidden />}
            onClick={() =>
              add({ id: freeName("", ids, "rule"), dimension, when: { trait: "title", exists: true }, points: 10 })
            }
          >
            {builder.whenCondition}
          </Menu.Item>
          <ScrollArea.Autosize mah={320}>
            {signals.length > 0 && <Menu.Label>{builder.forSignals}</Menu.Label>}
            {signals.slice(0, MOST).map(({ name, label }) => (
              <Menu.Item
                key={name}
                leftSection={<IconFilter size={16} aria-hidden />}
                onClick={() => forEach(name, label)}
              >
                {label ?? name}
              </Menu.Item>
            ))}
            {events.length > 0 && <Menu.Label>{builder.forEvents}</Menu.Label>}
            {events.slice(0, MOST).map(({ name }) => (
              <Menu.Item key={name} leftSection={<IconBolt size={16} aria-hidden />} onClick={() => ofEvent(name)}>
                {name}
              </Menu.Item>
            ))}
            {signals.length + events.length === 0 && (
              <Text size="sm" c="dimmed" p="xs">
                {say.nothingOffered}
              </Text>
            )}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
