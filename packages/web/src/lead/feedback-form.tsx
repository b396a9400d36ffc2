import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { FeedbackReason } from "@plumbline/api";
import type { FormEvent } from "react";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";

/** How sales gives a lead back. */
export type Refusal = "rejected" | "recycled";

type RefusalGiven = { readonly reason: FeedbackReason | null; readonly text: string; readonly on: string };

const DAY = 86_400_000;
const USUAL_PAUSE = 30 * DAY;

/** Why a lead is given back, and until when; kept until it is sent. */
export function FeedbackForm(props: {
  readonly id: string;
  readonly says: Refusal;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onGive: (given: RefusalGiven) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { id, says, error, isPending, onGive, onClose } = props;
  const { lead: say, shell } = useSay().screens;
  const dayOf = useCivilDay();
  const draft = useDraft<RefusalGiven>(`feedback.${says}.${id}`, {
    reason: null,
    text: "",
    on: dayOf(Date.now() + USUAL_PAUSE),
  });
  const { reason, text, on } = draft.value;
  const isWhole = says === "rejected" ? reason !== null : on !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) void onGive(draft.value).then(draft.drop, () => undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Select
          size="sm"
          autoFocus
          label={says === "rejected" ? say.sales.why : say.sales.whyBack}
          placeholder={say.sales.chooseReason}
          data={Object.entries(say.feedbackReasons).map(([value, label]) => ({ value, label }))}
          value={reason}
          clearable={says === "recycled"}
          onChange={(next) => draft.set({ ...draft.value, reason: next as FeedbackReason | null })}
        />
        {says === "recycled" && (
          <TextInput
            size="sm"
            type="date"
            label={say.sales.returnOn}
            required
            min={dayOf(Date.now() + DAY)}
            value={on}
            onChange={({ currentTarget }) => draft.set({ ...draft.value, on: currentTarget.value })}
          />
        )}
        <Textarea
          size="sm"
          label={say.sales.comment}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={text}
          onChange={({ currentTarget }) => draft.set({ ...draft.value, text: currentTarget.value })}
        />
        <Problem error={error} />
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button size="compact-sm" type="submit" loading={isPending} disabled={!isWhole}>
            {says === "rejected" ? say.sales.reject : say.sales.recycle}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
