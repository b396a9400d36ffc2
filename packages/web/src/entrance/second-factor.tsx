import { Anchor, Checkbox, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { askAuth } from "../app/auth.ts";
import { useSay } from "../say.tsx";
import { EntranceForm } from "./entrance-form.tsx";
import { fieldErrors } from "./fields-check.ts";

/** The step after the password, for whoever has a second factor. */
export function SecondFactor(props: { readonly onSignedIn: () => Promise<void>; readonly onBack: () => void }) {
  const { onSignedIn, onBack } = props;
  const { entrance } = useSay().screens;
  const [isBackup, setIsBackup] = useState(false);
  const send = async (given: Readonly<Record<string, string>>) => {
    const path = isBackup ? "two-factor/verify-backup-code" : "two-factor/verify-totp";
    const code = given["code"]?.replace(/\s/g, "");
    await askAuth(path, { code, trustDevice: given["trust"] === "on" });
    await onSignedIn();
  };
  return (
    <Stack gap="sm">
      <Title order={1} size="h3">
        {entrance.secondTitle}
      </Title>
      <Text size="sm" c="dimmed">
        {isBackup ? entrance.backupHint : entrance.secondHint}
      </Text>
      <EntranceForm
        key={String(isBackup)}
        act={entrance.verify}
        check={(given) => fieldErrors(given, ["code"], entrance)}
        send={send}
      >
        {(errors) => (
          <>
            <TextInput
              label={isBackup ? entrance.backupCode : entrance.code}
              name="code"
              autoFocus
              autoComplete="one-time-code"
              inputMode={isBackup ? "text" : "numeric"}
              spellCheck={false}
              autoCapitalize="none"
              error={errors.code}
            />
            <Checkbox name="trust" label={entrance.trust} size="sm" />
          </>
        )}
      </EntranceForm>
      <Group justify="space-between">
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {entrance.back}
        </Anchor>
        <Anchor component="button" type="button" size="sm" onClick={() => setIsBackup(!isBackup)}>
          {isBackup ? entrance.useApp : entrance.useBackup}
        </Anchor>
      </Group>
    </Stack>
  );
}
