import { TextInput } from "@mantine/core";
import { askAuth } from "../app/auth.ts";
import { useSay } from "../say.tsx";
import { EmailField, EntranceForm, PasswordField } from "./entrance-form.tsx";
import { fieldErrors } from "./fields-check.ts";

export function SignUpForm(props: {
  readonly invitation: string;
  /** Whom the invitation is for; undefined: whoever has the link. */
  readonly email: string | undefined;
  readonly shortest: number;
  readonly onSignedIn: () => Promise<void>;
}) {
  const { invitation, email, shortest, onSignedIn } = props;
  const { entrance } = useSay().screens;
  const send = async (given: Readonly<Record<string, string>>) => {
    const { name, password } = given;
    await askAuth("sign-up/email", { name: name?.trim(), email: given["email"]?.trim(), password, invitation });
    await onSignedIn();
  };
  return (
    <EntranceForm
      act={entrance.signUp}
      check={(given) => fieldErrors(given, ["name", "email", "password"], entrance, shortest)}
      send={send}
    >
      {(errors) => (
        <>
          <TextInput
            label={entrance.name}
            name="name"
            autoComplete="name"
            maxLength={100}
            error={errors.name}
            autoFocus
          />
          <EmailField error={errors.email} isNew {...(email !== undefined && { given: email })} />
          <PasswordField error={errors.password} shortest={shortest} />
        </>
      )}
    </EntranceForm>
  );
}
