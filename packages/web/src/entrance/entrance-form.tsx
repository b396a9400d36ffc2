import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useSay } from "../say.tsx";
import { type Field, refusalOf } from "./refusal.ts";

type Given = Readonly<Record<string, string>>;
export type Errors = Partial<Record<Field, string>>;

/**
 * A form at the entrance: what is wrong stands beside its field, and nothing typed is lost. Its fields keep their own
 * values, as password managers like it.
 */
export function EntranceForm(props: {
  readonly act: string;
  readonly check: (given: Given) => Errors;
  readonly send: (given: Given) => Promise<unknown>;
  readonly children: (errors: Errors) => ReactNode;
}) {
  const { act, check, send, children } = props;
  const say = useSay();
  const [wrong, setWrong] = useState<Errors>({});
  const sending = useMutation({ mutationFn: send });
  const refusal = refusalOf(sending.error, say);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
    );
    const found = check(given);
    setWrong(found);
    sending.reset();
    const [first] = Object.keys(found);
    if (first === undefined) return sending.mutate(given);
    const field = form.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {refusal && refusal.field === undefined && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle />} role="alert">
            {refusal.text}
          </Alert>
        )}
        {children(refusal?.field === undefined ? wrong : { ...wrong, [refusal.field]: refusal.text })}
        <Button type="submit" fullWidth mt="xs" loading={sending.isPending}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}

type FieldProps = { readonly error: string | undefined };

export function EmailField({
  error,
  given,
  isNew,
}: FieldProps & { readonly given?: string; readonly isNew?: boolean }) {
  const { entrance } = useSay().screens;
  return (
    <TextInput
      label={entrance.email}
      type="email"
      name="email"
      autoComplete={isNew ? "email" : "username"}
      {...(given !== undefined && { defaultValue: given, readOnly: true })}
      error={error}
      autoFocus={given === undefined && !isNew}
      spellCheck={false}
      autoCapitalize="none"
    />
  );
}

export function PasswordField(
  props: FieldProps & { readonly shortest?: number; readonly isFirst?: boolean; readonly label?: string },
) {
  const { error, shortest, isFirst } = props;
  const { entrance } = useSay().screens;
  const { label = entrance.password } = props;
  return (
    <PasswordInput
      label={label}
      name="password"
      autoFocus={isFirst === true}
      autoComplete={shortest === undefined ? "current-password" : "new-password"}
      {...(shortest !== undefined && { description: entrance.shortest(shortest), minLength: shortest })}
      maxLength={256}
      error={error}
      visibilityToggleButtonProps={{ "aria-label": entrance.showPassword }}
    />
  );
}
