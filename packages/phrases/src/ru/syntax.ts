import type { Syntax } from "../en/syntax.ts";
import { code } from "../notation.ts";

export const syntax = {
  "duplicate-key": () => "этот ключ стоит здесь дважды; уберите один.",
  indentation: () => "отступ не согласуется с тем, что выше; выровняйте.",
  tab: () => "отступ сделан табуляцией; используйте пробелы.",
  unfinished: () => "скобка или кавычка открыта и не закрыта; закройте.",
  other: () => "это не YAML; проверьте отступы, двоеточия и кавычки.",
  empty: () => `файл пуст; ${code("plumbline init PRESET")} создаст модель для начала.`,
  "too-large": () => "для модели это слишком много.",
} satisfies Syntax;
