import { Button, Text } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { askAuth } from "../app/auth.ts";
import { useSay } from "../say.tsx";
import { refusalOf } from "./refusal.ts";

/** Signing in with an identity provider: the browser goes there and comes back. */
export function ProviderButton({ label, next }: { readonly label: string; readonly next: string }) {
  const say = useSay();
  const { entrance } = say.screens;
  const going = useMutation({
    mutationFn: () =>
      askAuth<{ readonly url: string }>("sign-in/social", {
        provider: "oidc",
        callbackURL: next,
        errorCallbackURL: "/entrance",
      }),
    onSuccess: ({ url }) => location.assign(url),
  });
  const refusal = refusalOf(going.error, say);
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconLogin2 size={18} aria-hidden />}
        loading={going.isPending || going.isSuccess}
        onClick={() => going.mutate()}
      >
        {entrance.with(label)}
      </Button>
      {refusal && (
        <Text size="sm" c="red" role="alert">
          {refusal.text}
        </Text>
      )}
    </>
  );
}
