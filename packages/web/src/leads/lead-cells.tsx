import { useFirstSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { Split } from "../ui/split.tsx";
import type { LiveModel } from "../ui/use-model.ts";
import "./lead-cells.css";
import type { ListedLead } from "./use-leads.ts";

// There are hundreds of these, and they come and go as a list is scrolled: all of them are plain elements.

/** A value of a trait as text. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A text that may be cut, and is whole on hovering. */
export function Cut({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <span className="cut" title={text}>
      {text}
    </span>
  );
}

/** Name and company, in the words of the lead; without a name the address, without that what is known. */
export function Who({ lead }: { readonly lead: ListedLead }) {
  const { leads: say } = useFirstSay().screens;
  const { name, email, traits } = lead;
  const title = name ?? email ?? say.unknown;
  const rest = [textOf(traits["title"]), textOf(traits["company"])].filter(Boolean).join(" · ");
  const beneath = rest || (name === null ? "" : (email ?? ""));
  return (
    <span className="who" title={beneath === "" ? title : `${title}\n${beneath}`}>
      <span className="cut who-name">{title}</span>
      <span className="cut who-rest">{beneath}</span>
    </span>
  );
}

/** The total; a dash where there is no score. */
export function Total({ points }: { readonly points: number | null }) {
  const { figures } = useFirstSay();
  return <span className="total">{points === null ? "–" : figures.points(points * 100)}</span>;
}

export function Score(props: { readonly lead: ListedLead; readonly live: LiveModel | undefined }) {
  const { score, dimensions = [] } = props.lead;
  return (
    <span className="score">
      <Split dimensions={dimensions} live={props.live} />
      <Total points={score.total} />
    </span>
  );
}

export function Trend({ lead: { trend } }: { readonly lead: ListedLead }) {
  const { leads: say } = useFirstSay().screens;
  const { shortDay } = useTimes();
  if (trend === undefined) return <Later />;
  const known = trend.flatMap(([day, total]) => (total === null ? [] : [{ day, total }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  return (
    <Sparkline
      warns
      values={known.map(({ total }) => total)}
      label={say.trendFrom(first.total, shortDay(first.day), last.total)}
    />
  );
}

/** In the place of what comes a moment after the lead itself. */
export function Later() {
  return <span className="later" />;
}

const SHOWN_TAGS = 2;

export function Tags({ tags }: { readonly tags: readonly string[] }) {
  const more = tags.slice(SHOWN_TAGS);
  return (
    <span className="tags">
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <span key={tag} className="cut tag" title={tag}>
          {tag}
        </span>
      ))}
      {more.length > 0 && (
        <span className="tags-more" title={more.join(", ")}>
          +{more.length}
        </span>
      )}
    </span>
  );
}
