import { Anchor, Button, Center, CopyButton, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { askAuth } from "../app/auth.ts";
import { refusalOf } from "../entrance/refusal.ts";
import { useSay } from "../say.tsx";
import { CopyableWord } from "../ui/copyable.tsx";
import { saveFile } from "../ui/save-file.ts";
import { QrCode } from "./qr-code.tsx";
import { totpKey } from "./totp-key.ts";

/** Asks for the password before something that a stranger at an open screen must not do. */
export function WithPassword(props: {
  readonly title: string;
  readonly hint: string;
  readonly act: string;
  readonly send: (password: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { title, hint, act, send, onClose } = props;
  const say = useSay();
  const { entrance, shell } = say.screens;
  const [password, setPassword] = useState("");
  const sending = useMutation({ mutationFn: () => send(password) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{hint}</Text>
          <PasswordInput
            label={entrance.password}
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={refusalOf(sending.error, say)?.text}
            visibilityToggleButtonProps={{ "aria-label": entrance.showPassword }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={sending.isPending} disabled={password === ""}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Enrolment = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** Password, then the key with a first code, then the backup codes: only with the first code it is on. */
export function Enrol({ onClose }: { readonly onClose: () => void }) {
  const { me: say } = useSay().screens.settings;
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [isOn, setIsOn] = useState(false);
  if (!enrolment)
    return (
      <WithPassword
        title={say.turnOn}
        hint={say.confirmHint}
        act={say.continue}
        send={async (password) => setEnrolment(await askAuth<Enrolment>("two-factor/enable", { password }))}
        onClose={onClose}
      />
    );
  if (isOn) return <BackupCodes codes={enrolment.backupCodes} onKept={onClose} />;
  return <FirstCode uri={enrolment.totpURI} onRight={() => setIsOn(true)} onClose={onClose} />;
}

function FirstCode(props: { readonly uri: string; readonly onRight: () => void; readonly onClose: () => void }) {
  const { uri, onRight, onClose } = props;
  const say = useSay();
  const { settings, shell } = say.screens;
  const [code, setCode] = useState("");
  const verify = useMutation({
    mutationFn: () => askAuth("two-factor/verify-totp", { code: code.replace(/\s/g, "") }),
    onSuccess: onRight,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={settings.me.second}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{settings.me.scan}</Text>
          <Center>
            <QrCode text={uri} label={settings.me.qr} />
          </Center>
          <div className="settings-key">
            <CopyableWord text={totpKey(uri)} of={settings.me.key} />
          </div>
          <Anchor href={uri} size="sm">
            {settings.me.openApp}
          </Anchor>
          <TextInput
            label={settings.me.firstCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            data-autofocus
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            error={refusalOf(verify.error, say)?.text}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={verify.isPending} disabled={code.trim() === ""}>
              {settings.me.turnOn}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The codes for whoever has lost the phone, once. */
export function BackupCodes(props: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const { codes, onKept } = props;
  const { settings, shell } = useSay().screens;
  const text = `${codes.join("\n")}\n`;
  return (
    <Modal
      opened
      onClose={onKept}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={settings.me.backup}
    >
      <Stack gap="sm">
        <Text size="sm">{settings.me.backupHint}</Text>
        <ul className="settings-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-sm" onClick={copy}>
                {copied ? shell.copied : shell.copy}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => saveFile("plumbline-backup-codes.txt", "text/plain", [text])}
          >
            {settings.me.download}
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button onClick={onKept}>{settings.me.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
