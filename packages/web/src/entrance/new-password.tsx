import { Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { askAuth } from "../app/auth.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { EntranceForm, PasswordField } from "./entrance-form.tsx";
import { fieldErrors } from "./fields-check.ts";

/** Sets a new password with the token of a link that an admin has made. */
export function NewPassword({ token, shortest }: { readonly token: string; readonly shortest: number }) {
  const { entrance } = useSay().screens;
  const queries = useQueryClient();
  const [isSet, setIsSet] = useState(false);
  const send = async ({ password }: Readonly<Record<string, string>>) => {
    await askAuth("reset-password", { newPassword: password, token });
    // Whoever was signed in here is so no more.
    queries.removeQueries({ queryKey: ["people"] });
    setIsSet(true);
  };
  return (
    <Stack gap="md">
      <div role="status">
        <Title order={1} size="h3">
          {isSet ? entrance.isSet : entrance.newTitle}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {isSet ? entrance.isSetHint : entrance.newHint}
        </Text>
      </div>
      {isSet ? (
        <LinkButton to="/entrance" fullWidth>
          {entrance.signIn}
        </LinkButton>
      ) : (
        <EntranceForm
          act={entrance.setIt}
          check={(given) => fieldErrors(given, ["password"], entrance, shortest)}
          send={send}
        >
          {(errors) => (
            <PasswordField error={errors.password} shortest={shortest} isFirst label={entrance.newPassword} />
          )}
        </EntranceForm>
      )}
    </Stack>
  );
}
