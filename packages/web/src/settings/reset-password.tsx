import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";

/** Makes a link with which a member sets a new password, and shows it, once. */
export function ResetPassword(props: {
  readonly member: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const { member, onClose } = props;
  const { settings, shell } = useSay().screens;
  const say = settings.people;
  const { instant } = useTimes();
  const making = useMutation({ mutationFn: () => client.people.resetPassword({ params: { id: member.id } }) });
  const made = making.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.resetOf(member.name)}
      closeOnClickOutside={!made}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        {made ? (
          <>
            <Text size="sm">{say.resetMade(member.name, instant(made.expiresAt))}</Text>
            <CopyableText text={made.link} label={say.resetLink} />
          </>
        ) : (
          <>
            <Text size="sm">{say.resetHint(member.name)}</Text>
            <Problem error={making.error} />
          </>
        )}
        <Group justify="flex-end">
          <Button variant={made ? "filled" : "default"} onClick={onClose}>
            {made ? shell.close : shell.cancel}
          </Button>
          {!made && (
            <Button loading={making.isPending} onClick={() => making.mutate()}>
              {say.resetAct}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
