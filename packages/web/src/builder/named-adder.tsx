import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

/** Asks what a new part is called, and adds it. */
export function NamedAdder({ act, onAdd }: { readonly act: string; readonly onAdd: (label: string) => void }) {
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const [label, setLabel] = useState<string>();
  if (!canEdit) return null;
  if (label === undefined)
    return (
      <Group>
        <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setLabel("")}>
          {act}
        </Button>
      </Group>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!label.trim()) return;
        onAdd(label.trim());
        setLabel(undefined);
      }}
    >
      <Group gap={6} align="flex-end">
        <TextInput
          size="xs"
          label={builder.label}
          value={label}
          autoFocus
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          onKeyDown={({ key }) => key === "Escape" && setLabel(undefined)}
        />
        <Button type="submit" size="xs">
          {act}
        </Button>
      </Group>
    </form>
  );
}
