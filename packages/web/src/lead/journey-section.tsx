import { Button, Text } from "@mantine/core";
import {
  IconArrowsUpDown,
  IconCalendarEvent,
  IconFlag,
  IconMail,
  IconMessageCheck,
  IconMessageReply,
  IconNote,
  IconPhone,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { Section } from "./section.tsx";
import { wordOf } from "./word-of.ts";

type Step = Answered<"leads", "journey">["steps"][number];

const ICONS = {
  contact: IconPhone,
  mail: IconMail,
  meeting: IconCalendarEvent,
  reply: IconMessageReply,
  band: IconArrowsUpDown,
  feedback: IconMessageCheck,
  note: IconNote,
  outcome: IconFlag,
} as const satisfies Record<Step["kind"], unknown>;

const SHOWN = 6;

/** Everything that was done towards the lead, and what became of it. */
export function JourneySection({ id, model }: { readonly id: string; readonly model: string | undefined }) {
  const { lead: say } = useSay().screens;
  const [isWhole, setIsWhole] = useState(false);
  const query = useQuery({
    ...ask("leads", "journey", { params: { id }, query: model === undefined ? {} : { model } }),
    enabled: model !== undefined,
  });
  const live = useLiveModel(model);
  if (model === undefined) return null;
  return (
    <Section title={say.journey.title}>
      <Asked query={query} waiting={<Rows count={4} />}>
        {({ steps }) => (
          <>
            {steps.length === 0 && (
              <Text size="sm" c="dimmed">
                {say.journey.nothing}
              </Text>
            )}
            <ul className="journey">
              {(isWhole ? steps : steps.slice(0, SHOWN)).map((step, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have no ids, and are only ever read.
                <li key={at}>
                  <StepLine step={step} live={live} />
                </li>
              ))}
            </ul>
            {steps.length > SHOWN && !isWhole && (
              <Button size="compact-xs" variant="subtle" onClick={() => setIsWhole(true)}>
                {say.journey.all(steps.length)}
              </Button>
            )}
          </>
        )}
      </Asked>
    </Section>
  );
}

function StepLine({ step, live }: { readonly step: Step; readonly live: LiveModel | undefined }) {
  const { lead: say } = useSay().screens;
  const author = useAuthor();
  const Icon = ICONS[step.kind];
  const { what, text } = useStepWords(step, live);
  const more = [
    what === say.steps[step.kind] ? null : say.steps[step.kind],
    step.times > 1 ? say.journey.times(step.times) : null,
    step.by === null ? null : author(step.by),
  ].filter(Boolean);
  return (
    <div className="moment">
      <Icon size={16} className="moment-icon" aria-hidden />
      <div className="moment-words">
        <Text size="sm" span fw={500}>
          {what}
        </Text>{" "}
        <Text size="xs" span c="dimmed">
          {more.join(" · ")}
        </Text>
        {text !== null && (
          <Text size="xs" c="dimmed" lineClamp={3} className="lead-text">
            {text}
          </Text>
        )}
      </div>
      <Ago at={step.at} size="xs" c="dimmed" className="moment-at" />
    </div>
  );
}

/** A step's codes in words; what events and people say stands as it is. */
function useStepWords({ kind, what, text, reason, cause }: Step, live: LiveModel | undefined) {
  const { lead: say, leads } = useSay().screens;
  if (kind === "band") {
    const entered = what === "" ? say.timeline.leftAll : say.timeline.entered(live?.names.band(what) ?? what);
    return { what: entered, text: cause && say.causes[cause] };
  }
  if (kind === "feedback") {
    const why = [reason && say.feedbackReasons[reason], text].filter(Boolean).join(" · ");
    return { what: wordOf(leads.feedbackState, what), text: why === "" ? null : why };
  }
  return { what: kind === "note" ? say.steps.note : what, text };
}
