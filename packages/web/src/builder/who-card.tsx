import { Button, Group, Stack } from "@mantine/core";
import { sayCondition } from "@plumbline/phrases";
import type { Condition } from "@plumbline/scoring";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { mark } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { useHeld } from "./fields.tsx";
import { PartCard } from "./part-card.tsx";
import { writtenAt } from "./record.ts";

/** Who is scored at all. */
export function WhoCard() {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, canEdit } = useBuilding();
  const { who } = model;
  return (
    <PartCard path={["who"]} title={builder.who} said={who ? sayCondition(say, who, names, mark) : builder.everyone}>
      <Stack gap="sm">
        {who ? <WhoEditor who={who} /> : null}
        {canEdit && (
          <Group>
            {who ? (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => edit({ kind: "drop", path: ["who"] })}
              >
                {builder.scoreEveryone}
              </Button>
            ) : (
              <Button
                size="compact-xs"
                variant="light"
                onClick={() =>
                  edit({ kind: "set", path: ["who"], value: { not: { any: [{ trait: "email", exists: false }] } } })
                }
              >
                {builder.limitWho}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </PartCard>
  );
}

function WhoEditor({ who }: { readonly who: Condition }) {
  const { builder } = useSay().screens;
  return <ModelCondition path={["who"]} value={who} label={builder.who} about="who" />;
}

/** A condition of the model at a path of its text. */
export function ModelCondition(props: {
  readonly path: readonly (string | number)[];
  readonly value: Condition;
  readonly label: string;
  readonly about: string;
}) {
  const { path, value, label, about } = props;
  const { model, offers, names, problemsAt, edit, canEdit, draft } = useBuilding();
  const tell = (next: Condition) => edit({ kind: "set", path, value: next }, about);
  const [held, hold] = useHeld(value, tell, writtenAt(draft.written, path));
  return (
    <fieldset disabled={!canEdit} className="builder-bare">
      <ConditionEditor
        value={held}
        onChange={hold}
        offers={offers}
        of={model.of ?? "lead"}
        problems={problemsAt(path)}
        label={label}
        names={names}
      />
    </fieldset>
  );
}
