import { Badge, Button, Group, Text } from "@mantine/core";
import type { FeedbackReason } from "@plumbline/api";
import { sayOutlook } from "@plumbline/phrases";
import { IconCheck, IconRotate2, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Ago, useTimes } from "../ui/figures.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { FeedbackForm, type Refusal } from "./feedback-form.tsx";
import type { Lead } from "./lead.ts";
import { stepOf } from "./outlook.ts";
import { Section } from "./section.tsx";
import { useLeadChange } from "./use-lead.ts";

type Journey = Answered<"leads", "journey">;

/** What a rep does about the lead now, and the answer to the hand-off. */
export function SalesSection({ lead, model }: { readonly lead: Lead; readonly model: string | undefined }) {
  const { lead: say } = useSay().screens;
  const query = useQuery({
    ...ask("leads", "journey", { params: { id: lead.id }, query: model === undefined ? {} : { model } }),
    enabled: model !== undefined,
  });
  if (model === undefined) return null;
  return (
    <Section title={say.sales.title}>
      <Asked query={query} waiting={<Rows count={3} />}>
        {(journey) => <Advice id={lead.id} journey={journey} />}
      </Asked>
    </Section>
  );
}

function Advice({ id, journey }: { readonly id: string; readonly journey: Journey }) {
  const say = useSay();
  const { lead } = say.screens;
  const { model, next, stage, advice } = journey;
  const live = useLiveModel(model);
  return (
    <>
      <Group gap="xs">
        <Badge variant="light" tt="none" fw={600} color={stage === "handed-off" ? "orange" : "plumb"}>
          {lead.stages[stage]}
        </Badge>
      </Group>
      <Text fw={600}>{lead.advice[advice]}</Text>
      {next && live && (
        <Text size="sm" className="lead-sentence">
          {sayOutlook(say, stepOf(next), live.names)}
        </Text>
      )}
      <HandOff journey={journey} />
      <State journey={journey} />
      <Answer id={id} journey={journey} />
    </>
  );
}

function HandOff({ journey: { handOff } }: { readonly journey: Journey }) {
  const { screens, figures } = useSay();
  const { sales } = screens.lead;
  const { instant } = useTimes();
  if (!handOff) return null;
  const contact =
    handOff.minutes === null ? sales.notContacted : sales.contactedAfter(figures.time(handOff.minutes * 60));
  return (
    <Text size="xs" c="dimmed">
      {sales.handedOn(instant(handOff.at))} · {contact}
    </Text>
  );
}

/** What sales said last. */
function State({ journey: { feedback } }: { readonly journey: Journey }) {
  const { leads, lead: say } = useSay().screens;
  const { day } = useTimes();
  const author = useAuthor();
  if (!feedback || feedback.state === "waiting") return null;
  const more = [
    feedback.reason === null ? null : say.feedbackReasons[feedback.reason],
    feedback.returnOn === null ? null : say.sales.until(day(feedback.returnOn)),
    feedback.by === null ? null : author(feedback.by),
  ].filter(Boolean);
  return (
    <Text size="sm">
      <Text span fw={600} inherit>
        {leads.feedbackState[feedback.state]}
      </Text>
      {more.length > 0 && ` · ${more.join(" · ")}`}
      {feedback.since && (
        <Text span c="dimmed" inherit>
          {" · "}
          <Ago at={feedback.since} />
        </Text>
      )}
    </Text>
  );
}

type Given = Parameters<typeof client.leads.giveFeedback>[0]["body"];

function Answer({ id, journey }: { readonly id: string; readonly journey: Journey }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const [form, setForm] = useState<Refusal>();
  const give = useLeadChange(
    id,
    (body: Given) => client.leads.giveFeedback({ params: { id }, body }),
    () => setForm(undefined),
  );
  if (!can("sell"))
    return (
      <Text size="xs" c="dimmed">
        {say.sales.readOnly}
      </Text>
    );
  const { model } = journey;
  const isDue = journey.advice === "answer";
  const refuse = (given: { readonly reason: FeedbackReason | null; readonly text: string; readonly on: string }) => {
    const text = given.text.trim() === "" ? {} : { text: given.text.trim() };
    if (form === "recycled") {
      const reason = given.reason === null ? {} : { reason: given.reason };
      return give.mutateAsync({ says: "recycled", model, returnOn: given.on, ...reason, ...text });
    }
    return given.reason === null
      ? Promise.resolve()
      : give.mutateAsync({ says: "rejected", model, reason: given.reason, ...text });
  };
  return (
    <>
      <Group gap="xs" className="lead-answers">
        <Button
          size="sm"
          variant={isDue ? "filled" : "default"}
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={give.isPending && form === undefined}
          disabled={journey.stage === "accepted"}
          onClick={() => give.mutate({ says: "accepted", model })}
        >
          {say.sales.accept}
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          aria-expanded={form === "rejected"}
          onClick={() => setForm(form === "rejected" ? undefined : "rejected")}
        >
          {say.sales.reject}
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRotate2 size={16} aria-hidden />}
          aria-expanded={form === "recycled"}
          onClick={() => setForm(form === "recycled" ? undefined : "recycled")}
        >
          {say.sales.recycle}
        </Button>
      </Group>
      {form === undefined && <Problem error={give.error} />}
      {form !== undefined && (
        <FeedbackForm
          key={form}
          id={id}
          says={form}
          error={give.error}
          isPending={give.isPending}
          onGive={refuse}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}
