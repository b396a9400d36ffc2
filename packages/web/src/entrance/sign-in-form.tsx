import { Checkbox, Text } from "@mantine/core";
import { askAuth } from "../app/auth.ts";
import { useSay } from "../say.tsx";
import { EmailField, EntranceForm, PasswordField } from "./entrance-form.tsx";
import { fieldErrors } from "./fields-check.ts";

export function SignInForm(props: {
  /** Whom the invitation is for. */
  readonly email: string | undefined;
  readonly onSignedIn: () => Promise<void>;
  readonly onSecondFactor: () => void;
}) {
  const { email, onSignedIn, onSecondFactor } = props;
  const { entrance } = useSay().screens;
  const send = async (given: Readonly<Record<string, string>>) => {
    const answered = await askAuth<{ readonly twoFactorRedirect?: boolean }>("sign-in/email", {
      email: given["email"]?.trim(),
      password: given["password"],
      rememberMe: given["stay"] === "on",
    });
    if (answered.twoFactorRedirect) onSecondFactor();
    else await onSignedIn();
  };
  return (
    <EntranceForm
      act={entrance.signIn}
      check={(given) => fieldErrors(given, ["email", "password"], entrance)}
      send={send}
    >
      {(errors) => (
        <>
          <EmailField error={errors.email} {...(email !== undefined && { given: email })} />
          <PasswordField error={errors.password} isFirst={email !== undefined} />
          <Checkbox name="stay" label={entrance.stay} defaultChecked size="sm" />
          <Text size="xs" c="dimmed">
            {entrance.forgotten}
          </Text>
        </>
      )}
    </EntranceForm>
  );
}
