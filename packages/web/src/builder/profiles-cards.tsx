import { Group, Stack, Text } from "@mantine/core";
import { sayCondition } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import { mark } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { freeName, put, useBuilding } from "./building.ts";
import { PointsInput, WordsInput } from "./fields.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { PartProblems } from "./part-problems.tsx";
import { Add, Remove } from "./points-rows.tsx";
import { useRemoval } from "./use-removal.tsx";
import { ModelCondition } from "./who-card.tsx";

type Profile = NonNullable<Model["profiles"]>[string];

/** Ideal customers and personas: what they are like, and how much each of it weighs. */
export function ProfilesCards() {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, setOpen } = useBuilding();
  const remove = useRemoval();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {builder.profilesHint}
      </Text>
      {Object.entries(model.profiles ?? {}).map(([name, profile]) => (
        <PartCard
          key={name}
          path={["profiles", name]}
          title={names.profile(name)}
          said={say.figures.list(
            profile.conditions.map(({ label, when }) => label ?? sayCondition(say, when, names, mark)),
          )}
          onRemove={() => remove(names.profile(name), { kind: "drop", path: ["profiles", name] })}
        >
          <ProfileEditor name={name} profile={profile} />
        </PartCard>
      ))}
      <NamedAdder
        act={builder.addProfile}
        onAdd={(label) => {
          const name = freeName(label, Object.keys(model.profiles ?? {}), "profile");
          const conditions = [{ when: { trait: "employees", between: [50, 500] } }];
          edit({ kind: "set", path: ["profiles", name], value: { label, conditions } });
          setOpen(`profiles/${name}`);
        }}
      />
    </Stack>
  );
}

function ProfileEditor({ name, profile }: { readonly name: string; readonly profile: Profile }) {
  const { builder } = useSay().screens;
  const { edit, problemsAt } = useBuilding();
  const path = ["profiles", name];
  const sum = profile.conditions.reduce((total, { weight = 1 }) => total + weight, 0);
  const { figures } = useSay();
  return (
    <Stack gap="md">
      <PartProblems problems={problemsAt(path).filter(({ path: [key] }) => key !== "conditions")} />
      <WordsInput
        label={builder.label}
        value={profile.label}
        onWords={(next) => edit(put([...path, "label"], next), name)}
      />
      {profile.conditions.map(({ when, weight = 1, label }, at) => {
        const place = [...path, "conditions", at];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is what it is by its place.
          <Stack key={at} gap={6}>
            <Group gap="xs" align="flex-end">
              <WordsInput
                label={builder.label}
                value={label}
                onWords={(next) => edit(put([...place, "label"], next), `${name}.${at}.label`)}
              />
              <PointsInput
                w={80}
                min={0.01}
                label={builder.weight}
                value={weight}
                onNumber={(next) =>
                  edit(put([...place, "weight"], next === 1 ? undefined : next), `${name}.${at}.weight`)
                }
              />
              <Text size="xs" c="dimmed" pb={6}>
                {figures.percent(sum > 0 ? weight / sum : 0)}
              </Text>
              <Remove
                label={builder.removeNamed(label ?? String(at + 1))}
                onRemove={profile.conditions.length > 1 ? () => edit({ kind: "drop", path: place }) : undefined}
              />
            </Group>
            <ModelCondition path={[...place, "when"]} value={when} label={label ?? name} about={`${name}.${at}.when`} />
          </Stack>
        );
      })}
      <Add
        label={builder.addCondition}
        onAdd={() =>
          edit({
            kind: "insert",
            path: [...path, "conditions"],
            at: profile.conditions.length,
            value: { when: { trait: "country", exists: true } },
          })
        }
      />
    </Stack>
  );
}
