import { Text, UnstyledButton } from "@mantine/core";
import {
  IconAdjustments,
  IconArrowsUpDown,
  IconChevronRight,
  IconMessageCheck,
  IconNote,
  IconPointFilled,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSay } from "../say.tsx";
import { Ago, useTimes } from "../ui/figures.tsx";
import { Tree } from "../ui/tree.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { type Moment, type MomentKind, nameOfEvent } from "./moments.ts";
import { wordOf } from "./word-of.ts";

const ICONS = {
  event: IconPointFilled,
  transition: IconArrowsUpDown,
  adjustment: IconAdjustments,
  note: IconNote,
  feedback: IconMessageCheck,
} as const satisfies Record<MomentKind, unknown>;

type Of<Kind extends MomentKind> = Extract<Moment, { readonly kind: Kind }>;

/** Something that happened, in a line; an event can be opened. */
export function TimelineItem(props: {
  readonly moment: Moment;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { moment, isOpen, onToggle } = props;
  if (moment.kind === "event") return <EventItem event={moment} isOpen={isOpen} onToggle={onToggle} />;
  return (
    <Line kind={moment.kind} at={moment.at}>
      <Said moment={moment} />
    </Line>
  );
}

function Said({ moment }: { readonly moment: Exclude<Moment, Of<"event">> }) {
  switch (moment.kind) {
    case "transition":
      return <TransitionWords transition={moment.transition} />;
    case "adjustment":
      return <AdjustmentWords adjustment={moment.adjustment} />;
    case "note":
      return <NoteWords note={moment.note} />;
    case "feedback":
      return <FeedbackWords feedback={moment.feedback} />;
  }
}

function Line(props: { readonly kind: MomentKind; readonly at: string; readonly children: ReactNode }) {
  const { kind, at, children } = props;
  const Icon = ICONS[kind];
  return (
    <div className="moment" data-kind={kind}>
      <Icon size={16} className="moment-icon" aria-hidden />
      <div className="moment-words">{children}</div>
      <Ago at={at} size="xs" c="dimmed" className="moment-at" />
    </div>
  );
}

function EventItem(props: { readonly event: Of<"event">; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const { event, isOpen, onToggle } = props;
  return (
    <>
      <UnstyledButton className="moment moment-button" onClick={onToggle} aria-expanded={isOpen}>
        <IconChevronRight size={16} className="moment-icon ledger-chevron" aria-hidden />
        <span className="moment-words">
          <Text size="sm" span fw={event.name === null ? 400 : 600}>
            {nameOfEvent(event)}
          </Text>{" "}
          <Text size="xs" span c="dimmed">
            {event.type}
          </Text>
        </span>
        <Ago at={event.at} size="xs" c="dimmed" className="moment-at" />
      </UnstyledButton>
      {isOpen && <EventDetails event={event} />}
    </>
  );
}

/** What an event said; its addresses are text, not links: they come from anybody. */
function EventDetails({ event }: { readonly event: Of<"event"> }) {
  const { screens, events } = useSay();
  const { timeline, at } = screens.lead;
  const { instant } = useTimes();
  const about = [
    [at, instant(event.at)],
    [timeline.received, instant(event.receivedAt)],
    [timeline.traffic, event.traffic === null ? null : wordOf(events.traffic, event.traffic)],
    [timeline.consent, event.consent === null ? null : wordOf(events.consent, event.consent)],
    [timeline.flags, event.flags.length === 0 ? null : event.flags.join(", ")],
  ].filter(([, value]) => value !== null);
  return (
    <div className="moment-open">
      <Tree value={{ ...Object.fromEntries(about), ...event.body }} />
    </div>
  );
}

function TransitionWords({ transition }: Pick<Of<"transition">, "transition">) {
  const { lead: say } = useSay().screens;
  const { model, from, to, cause, muted, total } = transition;
  const { figures } = useSay();
  const names = useLiveModel(model)?.names;
  const more = [
    from === null ? null : say.timeline.from(names?.band(from) ?? from),
    say.causes[cause],
    total === null ? null : figures.number(total),
    muted ? say.timeline.muted : null,
  ].filter(Boolean);
  return (
    <>
      <Text size="sm" span fw={600}>
        {to === null ? say.timeline.leftAll : say.timeline.entered(names?.band(to) ?? to)}
      </Text>
      <Text size="xs" span c="dimmed">
        {" "}
        {more.join(" · ")}
      </Text>
    </>
  );
}

function AdjustmentWords({ adjustment }: Pick<Of<"adjustment">, "adjustment">) {
  const { screens, figures } = useSay();
  const { lead: say } = screens;
  const author = useAuthor();
  const names = useLiveModel(adjustment.model)?.names;
  return (
    <>
      <Text size="sm" span fw={600}>
        {say.timeline.adjusted(
          figures.signed(adjustment.points * 100),
          names?.dimension(adjustment.dimension) ?? adjustment.dimension,
        )}
      </Text>{" "}
      <Text size="sm" span>
        {adjustment.takesBack === null ? figures.quote(adjustment.reason) : say.adjust.tookBack}
      </Text>{" "}
      <Text size="xs" span c="dimmed">
        {author(adjustment.by)}
      </Text>
    </>
  );
}

function NoteWords({ note }: Pick<Of<"note">, "note">) {
  const { lead: say } = useSay().screens;
  const author = useAuthor();
  return (
    <>
      <Text size="xs" c="dimmed">
        {say.timeline.noteBy(author(note.by))}
      </Text>
      <Text size="sm" className="lead-text" lineClamp={6}>
        {note.text}
      </Text>
    </>
  );
}

function FeedbackWords({ feedback }: Pick<Of<"feedback">, "feedback">) {
  const { screens } = useSay();
  const { lead: say, leads } = screens;
  const author = useAuthor();
  const { day } = useTimes();
  const more = [
    feedback.reason === null ? null : say.feedbackReasons[feedback.reason],
    feedback.returnOn === null ? null : say.sales.until(day(feedback.returnOn)),
  ].filter(Boolean);
  return (
    <>
      <Text size="sm" span fw={600}>
        {say.timeline.feedbackBy(leads.feedbackState[feedback.says], author(feedback.by))}
      </Text>{" "}
      <Text size="xs" span c="dimmed">
        {more.join(" · ")}
      </Text>
      {feedback.text && (
        <Text size="sm" className="lead-text">
          {feedback.text}
        </Text>
      )}
    </>
  );
}
