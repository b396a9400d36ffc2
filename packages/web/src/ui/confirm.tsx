import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useFirstSay } from "../say.tsx";
import { Problem } from "./states.tsx";

/** Asks before something is done that cannot be taken back; `act` is the verb on its button. */
export function Confirm(props: {
  readonly title: string;
  readonly hint: string;
  readonly act: string;
  readonly isGrave?: boolean;
  /** Whether it cannot be done yet. */
  readonly isDisabled?: boolean;
  readonly size?: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { title, hint, act, isGrave = true, isDisabled = false, size = "md", onConfirm, onClose, children } = props;
  const { shell } = useFirstSay().screens;
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm">{hint}</Text>
        {children}
        <Problem error={doing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button
            {...(isGrave && { color: "red" })}
            loading={doing.isPending}
            disabled={isDisabled}
            onClick={() => doing.mutate()}
            data-autofocus
          >
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
