import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../api.ts";
import { askMe, signOut } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";

/** An invitation of somebody who has signed in already. */
export function Accept(props: {
  readonly token: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly onAccepted: () => Promise<void>;
}) {
  const { token, user, onAccepted } = props;
  const { entrance } = useSay().screens;
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: async () => {
      await client.people.accept({ body: { token } });
      await onAccepted();
    },
  });
  const leave = useMutation({
    mutationFn: () => signOut(user.id),
    onSuccess: () => queries.resetQueries({ queryKey: askMe().queryKey }),
  });
  return (
    <Stack gap="sm">
      <Text size="sm">{entrance.signedInAs(user.name, user.email)}</Text>
      <Problem error={accept.error} />
      <Button fullWidth loading={accept.isPending} onClick={() => accept.mutate()}>
        {entrance.accept}
      </Button>
      <Button fullWidth variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
        {entrance.another}
      </Button>
    </Stack>
  );
}
