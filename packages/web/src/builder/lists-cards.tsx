import { Stack, TagsInput, Text } from "@mantine/core";
import { useSay } from "../say.tsx";
import { freeName, useBuilding } from "./building.ts";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { PartProblems } from "./part-problems.tsx";
import { useRemoval } from "./use-removal.tsx";

/** Named lists of values that conditions ask for. */
export function ListsCards() {
  const { screens, figures } = useSay();
  const { builder } = screens;
  const { model, edit, setOpen, canEdit, problemsAt } = useBuilding();
  const remove = useRemoval();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {builder.listsHint}
      </Text>
      {Object.entries(model.lists ?? {}).map(([name, values]) => (
        <PartCard
          key={name}
          path={["lists", name]}
          title={name}
          said={figures.names(values.map(String))}
          onRemove={() => remove(name, { kind: "drop", path: ["lists", name] })}
        >
          <Stack gap="xs">
            <PartProblems problems={problemsAt(["lists", name])} />
            <TagsInput
              size="xs"
              label={builder.values}
              value={values.map(String)}
              readOnly={!canEdit}
              splitChars={[";", "\n"]}
              onChange={(next) =>
                edit({ kind: "set", path: ["lists", name], value: next.map((one) => asBefore(one, values)) }, name)
              }
            />
          </Stack>
        </PartCard>
      ))}
      <NamedAdder
        act={builder.addList}
        onAdd={(label) => {
          const name = freeName(label, Object.keys(model.lists ?? {}), "list");
          edit({ kind: "set", path: ["lists", name], value: [] });
          setOpen(`lists/${name}`);
        }}
      />
    </Stack>
  );
}

/** A number or a yes that stood in the list stays one. */
function asBefore(text: string, values: readonly unknown[]): unknown {
  return values.find((value) => String(value) === text) ?? text;
}
