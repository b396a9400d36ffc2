import { Table } from "@mantine/core";
import { type Names, type Spoken, sayLines, sayTotalLines } from "@plumbline/phrases";
import { Fragment } from "react";
import { useSay } from "../say.tsx";
import { lineOf, totalLineOf } from "../ui/verdict-lines.ts";
import { useBuilding } from "./building.ts";
import type { Tried } from "./tried.ts";

/** Line by line, dimension by dimension; what is new or gone against the live version stands out. */
export function TrialLines({ tried }: { readonly tried: Tried }) {
  const say = useSay();
  const { builder } = say.screens;
  const { names } = useBuilding();
  const { verdict, live } = tried;
  const before = new Map(said(say, live?.verdict, names).map((line) => [line.key, line.points]));
  const now = said(say, verdict, names);
  const known = new Set(now.map(({ key }) => key));
  const gone = said(say, live?.verdict, names).filter(({ key }) => !known.has(key));
  return (
    <Table verticalSpacing={2} withRowBorders={false} className="builder-lines-table">
      <Table.Tbody>
        {verdict.dimensions.map((dimension) => (
          <Fragment key={dimension.name}>
            <Table.Tr>
              <Table.Th scope="row">
                {names.dimension(dimension.name)}
                {dimension.label === null ? "" : ` · ${dimension.label}`}
              </Table.Th>
              <Table.Th ta="end">{dimension.points}</Table.Th>
              <Table.Td />
            </Table.Tr>
            {now
              .filter((line) => line.dimension === dimension.name)
              .map((line) => (
                <Line key={line.key} line={line} former={live ? (before.get(line.key) ?? null) : undefined} />
              ))}
            {gone
              .filter((line) => line.dimension === dimension.name)
              .map((line) => (
                <Table.Tr key={line.key} className="builder-gone">
                  <Table.Td>
                    <del>{line.words}</del>
                  </Table.Td>
                  <Table.Td />
                  <Table.Td ta="end">{builder.before(line.figure)}</Table.Td>
                </Table.Tr>
              ))}
          </Fragment>
        ))}
        <Table.Tr>
          <Table.Th scope="row">{builder.total}</Table.Th>
          <Table.Th ta="end">{verdict.total}</Table.Th>
          <Table.Td />
        </Table.Tr>
        {sayTotalLines(say, verdict.totalLines.map(totalLineOf), names).map((line) => (
          <Table.Tr key={line.words}>
            <Table.Td>{line.words}</Table.Td>
            <Table.Td ta="end">{line.figure}</Table.Td>
            <Table.Td />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Told = {
  readonly key: string;
  readonly dimension: string;
  readonly points: number;
  readonly words: string;
  readonly figure: string;
};

function said(
  say: Spoken,
  verdict: { readonly lines: Tried["verdict"]["lines"] } | undefined,
  names: Names,
): readonly Told[] {
  const lines = verdict?.lines ?? [];
  // What decay left of a rule stands in the rule's own line, so all are said together.
  const words = sayLines(say, lines.map(lineOf), names);
  return lines.map((line, at) => {
    const parts = line as Readonly<Record<string, unknown>>;
    const key = [line.kind, parts["dimension"], parts["rule"], parts["group"], parts["limit"], parts["reason"]].join(
      " ",
    );
    const { words: sentence = "", figure = "" } = words[at] ?? {};
    return { key, dimension: String(parts["dimension"] ?? ""), points: line.points, words: sentence, figure };
  });
}

function Line({ line, former }: { readonly line: Told; readonly former: number | null | undefined }) {
  const say = useSay();
  const { builder } = say.screens;
  const isOther = former !== undefined && former !== line.points;
  return (
    <Table.Tr data-new={isOther || undefined}>
      <Table.Td>{line.words}</Table.Td>
      <Table.Td ta="end">{line.figure}</Table.Td>
      <Table.Td ta="end" c="dimmed">
        {isOther && (former === null ? builder.added : builder.before(say.figures.signed(former * 100)))}
      </Table.Td>
    </Table.Tr>
  );
}
