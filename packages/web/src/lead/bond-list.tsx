import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";

/** What holds identities together as one lead. */
type Bond = {
  readonly id: string;
  readonly text: string;
  readonly more?: string;
  /** What undoing it does. */
  readonly hint: string;
  readonly undo: (reason: string) => Promise<unknown>;
};

/** Bonds of a kind, each with a way to undo it; `act` is the verb for that. */
export function BondList(props: { readonly title: string; readonly act: string; readonly bonds: readonly Bond[] }) {
  const { title, act, bonds } = props;
  const { can } = useMe();
  const [undone, setUndone] = useState<Bond>();
  const heading = useId();
  return (
    <Stack gap={6}>
      <Text id={heading} size="xs" fw={600} component="h3" m={0}>
        {title}
      </Text>
      <Stack gap={6} component="ul" aria-labelledby={heading} m={0} p={0} className="lead-bonds">
        {bonds.map((bond) => (
          <Group key={bond.id} component="li" justify="space-between" gap="xs" wrap="nowrap">
            <Text size="xs" className="lead-key">
              {bond.text}
              {bond.more !== undefined && (
                <Text span c="dimmed" inherit>
                  {` · ${bond.more}`}
                </Text>
              )}
            </Text>
            {can("write") && (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setUndone(bond)}>
                {act}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {undone !== undefined && <UndoDialog bond={undone} act={act} onClose={() => setUndone(undefined)} />}
    </Stack>
  );
}

function UndoDialog(props: { readonly bond: Bond; readonly act: string; readonly onClose: () => void }) {
  const { bond, act, onClose } = props;
  const { reason } = useSay().screens.lead;
  const draft = useDraft(`undo.${bond.id}`, "");
  const undo = async () => {
    await bond.undo(draft.value.trim() || act);
    draft.drop();
  };
  return (
    <Confirm title={act} hint={bond.hint} act={act} isGrave={false} onConfirm={undo} onClose={onClose}>
      <TextInput
        size="sm"
        label={reason}
        maxLength={500}
        value={draft.value}
        onChange={({ currentTarget }) => draft.set(currentTarget.value)}
      />
    </Confirm>
  );
}
