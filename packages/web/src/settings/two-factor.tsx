import { Badge, Button, Group } from "@mantine/core";
import { IconShieldCheck, IconShieldOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { askAuth } from "../app/auth.ts";
import { askMe, useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Section } from "./section.tsx";
import { BackupCodes, Enrol, WithPassword } from "./two-factor-steps.tsx";

type Doing = "on" | "off" | "codes";

/** Whether a code from an app is asked for beside the password. */
export function TwoFactor() {
  const { me: say } = useSay().screens.settings;
  const { twoFactor } = useMe();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const [codes, setCodes] = useState<readonly string[]>();
  const refresh = () => queries.invalidateQueries({ queryKey: askMe().queryKey });
  const close = () => {
    setDoing(undefined);
    setCodes(undefined);
    void refresh();
  };
  return (
    <Section title={say.second} about={say.secondAbout}>
      <Group>
        <Badge
          variant="light"
          color={twoFactor ? "teal" : "gray"}
          tt="none"
          size="lg"
          leftSection={twoFactor ? <IconShieldCheck size={15} aria-hidden /> : <IconShieldOff size={15} aria-hidden />}
        >
          {twoFactor ? say.on : say.off}
        </Badge>
        {twoFactor ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => setDoing("codes")}>
              {say.newCodes}
            </Button>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setDoing("off")}>
              {say.turnOff}
            </Button>
          </>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => setDoing("on")}>
            {say.turnOn}
          </Button>
        )}
      </Group>
      {doing === "on" && <Enrol onClose={close} />}
      {doing === "off" && (
        <WithPassword
          title={say.turnOff}
          hint={say.offHint}
          act={say.turnOff}
          send={async (password) => {
            await askAuth("two-factor/disable", { password });
            close();
          }}
          onClose={close}
        />
      )}
      {doing === "codes" && !codes && (
        <WithPassword
          title={say.newCodes}
          hint={say.newCodesHint}
          act={say.newCodes}
          send={async (password) => {
            const made = await askAuth<{ readonly backupCodes: readonly string[] }>(
              "two-factor/generate-backup-codes",
              { password },
            );
            setCodes(made.backupCodes);
          }}
          onClose={close}
        />
      )}
      {codes && <BackupCodes codes={codes} onKept={close} />}
    </Section>
  );
}
