import { Badge, Button, Group, Stack, Title } from "@mantine/core";
import { sayDecay } from "@plumbline/phrases";
import type { Rule } from "@plumbline/scoring";
import { IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { AddRule } from "./add-rule.tsx";
import { useBuilding } from "./building.ts";
import { DimensionSettings } from "./dimension-settings.tsx";
import { GroupCard } from "./group-card.tsx";
import { RuleCard } from "./rule-card.tsx";

type Placed = { readonly rule: Rule; readonly at: number };

/** A dimension: its rules, those of a group together, and what it does with their points. */
export function DimensionCards({ name }: { readonly name: string }) {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, draft, canEdit } = useBuilding();
  const [isOpen, setOpen] = useState(false);
  const dimension = model.dimensions[name] ?? {};
  const placed: readonly Placed[] = model.rules
    .map((rule, index) => ({ rule, at: draft.ruleAt[index] ?? index }))
    .filter(({ rule }) => rule.dimension === name);
  const groups = Object.entries(model.groups ?? {}).filter(([, group]) => group.dimension === name);
  const known = new Set(groups.map(([group]) => group));
  const free = placed.filter(({ rule }) => rule.group === undefined || !known.has(rule.group));
  return (
    <Stack gap="xs" component="section" aria-label={names.dimension(name)}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            {names.dimension(name)}
          </Title>
          {dimension.clip && (
            <Badge variant="light" color="gray" tt="none">
              {builder.clipped(dimension.clip[0], dimension.clip[1])}
            </Badge>
          )}
          {dimension.decay && dimension.decay !== "none" && (
            <Badge variant="light" color="gray" tt="none">
              {sayDecay(say, dimension.decay)}
            </Badge>
          )}
        </Group>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconSettings size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {builder.dimensionSettings}
        </Button>
      </Group>
      {isOpen && <DimensionSettings name={name} dimension={dimension} isUsed={placed.length > 0} />}
      <Rules rules={free} />
      {groups.map(([group, definition]) => (
        <GroupCard key={group} name={group} group={definition}>
          <Rules rules={placed.filter(({ rule }) => rule.group === group)} />
        </GroupCard>
      ))}
      {canEdit && <AddRule dimension={name} />}
    </Stack>
  );
}

/** Rules that stand together; each moves past its neighbour here. */
function Rules({ rules }: { readonly rules: readonly Placed[] }) {
  return rules.map(({ rule, at }, index) => (
    <RuleCard key={`${rule.id} ${at}`} rule={rule} at={at} up={rules[index - 1]?.at} down={rules[index + 1]?.at} />
  ));
}
