import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

/**
 * What is being typed into a field, told after a pause; what comes from elsewhere (another view, an address, Back)
 * comes into the field.
 */
export function useTyped<Value>(value: Value, onTell: (value: Value) => void, pause: number) {
  const [typed, setTyped] = useState({ value, told: value, seen: value });
  const tell = useDebouncedCallback((told: Value) => {
    setTyped((now) => ({ ...now, told }));
    onTell(told);
  }, pause);
  if (typed.seen !== value)
    setTyped((now) => ({ ...now, seen: value, ...(value !== now.told && { value, told: value }) }));
  /** `told`: what is told of it, where that is not the same. */
  const type = (next: Value, told = next) => {
    setTyped((now) => ({ ...now, value: next }));
    tell(told);
  };
  return [typed.value, type] as const;
}
