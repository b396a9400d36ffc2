import { NumberInput, type NumberInputProps, Textarea, TextInput } from "@mantine/core";
import { hashKey } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

type NumberProps = Omit<NumberInputProps, "value" | "onChange" | "onBlur" | "error">;

/** A number of points, or undefined where nothing stands there. */
export function PointsInput(
  props: NumberProps & {
    readonly value: number | undefined;
    readonly onNumber: (value: number | undefined) => void;
  },
) {
  const { value, onNumber, ...rest } = props;
  const { canEdit } = useBuilding();
  return (
    <NumberInput
      size="xs"
      decimalScale={2}
      step={1}
      readOnly={!canEdit}
      {...rest}
      value={value ?? ""}
      onChange={(next) => {
        const number = typeof next === "number" ? next : Number.parseFloat(next);
        const read = next === "" || Number.isNaN(number) ? undefined : number;
        if (read !== value) onNumber(read);
      }}
    />
  );
}

/** A number that there must be: while none stands there the old one goes on, and that is said. */
export function NeededPoints(
  props: NumberProps & { readonly value: number; readonly onNumber: (value: number) => void },
) {
  const { value, onNumber, ...rest } = props;
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const [typed, setTyped] = useState<string | number>();
  return (
    <NumberInput
      size="xs"
      decimalScale={2}
      step={1}
      readOnly={!canEdit}
      {...rest}
      value={typed ?? value}
      error={typed === undefined ? undefined : builder.numberNeeded}
      onBlur={() => setTyped(undefined)}
      onChange={(next) => {
        const number = typeof next === "number" ? next : Number.parseFloat(next);
        setTyped(Number.isNaN(number) ? next : undefined);
        if (!Number.isNaN(number) && number !== value) onNumber(number);
      }}
    />
  );
}

/** A word or sentence; an empty one is none. */
export function WordsInput(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onWords: (value: string | undefined) => void;
  readonly isLong?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
}) {
  const { label, value, onWords, isLong, maxLength = 200, placeholder } = props;
  const { canEdit } = useBuilding();
  const shared = {
    size: "xs",
    label,
    value: value ?? "",
    maxLength,
    readOnly: !canEdit,
    ...(placeholder !== undefined && { placeholder }),
  } as const;
  if (isLong)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={1}
        maxRows={6}
        onChange={({ currentTarget }) => onWords(currentTarget.value || undefined)}
      />
    );
  return <TextInput {...shared} onChange={({ currentTarget }) => onWords(currentTarget.value || undefined)} />;
}

/** A part with a heading of its own. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="builder-section">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/**
 * Holds what is being edited for a moment before it is told: a condition is changed letter by letter, and to read the
 * whole model again each time would be felt. What was told and has no meaning yet is held on to while it is what is
 * `written`.
 */
export function useHeld<Value>(
  value: Value,
  onValue: (value: Value) => void,
  written: unknown,
): readonly [Value, (next: Value) => void] {
  const [held, setHeld] = useState<{ readonly value: Value; readonly over: Value }>();
  const latest = useRef({ onValue });
  useEffect(() => {
    latest.current = { onValue };
  });
  const isHeld = held !== undefined && held.over === value;
  const isWritten = held !== undefined && hashKey([held.value]) === hashKey([written]);
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => latest.current.onValue(held.value), 250);
    return () => clearTimeout(timer);
  }, [held, isHeld]);
  const pending = useRef<{ readonly value: Value }>(undefined);
  useEffect(() => {
    pending.current = isHeld ? held : undefined;
  });
  // Whoever closes the part at once has still said it.
  useEffect(
    () => () => {
      if (pending.current) latest.current.onValue(pending.current.value);
    },
    [],
  );
  return [isHeld || isWritten ? held.value : value, (next) => setHeld({ value: next, over: value })];
}
