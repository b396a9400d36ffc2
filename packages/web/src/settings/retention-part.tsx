import { NumberInput, Radio, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Asked } from "../ui/states.tsx";
import { SaveBar } from "./save-bar.tsx";
import { PartHead, Section } from "./section.tsx";
import { useWorkspace, useWorkspaceChange, type Workspace } from "./use-workspace.ts";

/** How long events are kept as they came. */
export function RetentionPart() {
  const { settings } = useSay().screens;
  const say = settings.retention;
  const { can } = useMe();
  const workspace = useWorkspace();
  return (
    <Stack gap="md">
      <PartHead title={settings.parts.retention} about={say.about} />
      <Asked query={workspace}>
        {(now) =>
          can("admin") ? (
            <RetentionForm now={now} />
          ) : (
            <Section title={settings.parts.retention} about={settings.onlyAdmins}>
              <Text size="sm">{now.retentionMonths === null ? say.keepsAll : say.keeps(now.retentionMonths)}</Text>
            </Section>
          )
        }
      </Asked>
    </Stack>
  );
}

const USUAL = 24;

function RetentionForm({ now }: { readonly now: Workspace }) {
  const { settings, shell } = useSay().screens;
  const say = settings.retention;
  const change = useWorkspaceChange("retention", now);
  const [isAsking, setIsAsking] = useState(false);
  const months = change.value.retentionMonths;
  const before = now.retentionMonths ?? Number.POSITIVE_INFINITY;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (months !== null && months < before) setIsAsking(true);
    else change.save();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Section title={settings.parts.retention} about={say.hint}>
          <Radio.Group
            aria-label={settings.parts.retention}
            value={months === null ? "all" : "some"}
            onChange={(chosen) => change.set({ retentionMonths: chosen === "all" ? null : USUAL })}
          >
            <Stack gap={8}>
              <Radio value="all" label={say.forEver} />
              <Radio value="some" label={say.limited} />
            </Stack>
          </Radio.Group>
          {months !== null && (
            <NumberInput
              label={say.months}
              min={1}
              max={600}
              allowDecimal={false}
              clampBehavior="strict"
              maw={180}
              value={months}
              onChange={(chosen) => typeof chosen === "number" && change.set({ retentionMonths: chosen })}
            />
          )}
        </Section>
        <SaveBar {...change} onDiscard={change.discard} />
      </Stack>
      {isAsking && months !== null && (
        <Confirm
          title={say.confirm}
          hint={say.confirmHint(months)}
          act={shell.save}
          onConfirm={change.saveNow}
          onClose={() => setIsAsking(false)}
        />
      )}
    </form>
  );
}
