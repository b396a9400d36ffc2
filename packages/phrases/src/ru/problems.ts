import type { Kinds, Problems } from "../en/problems.ts";
import { code, kindIn, type Path, spot } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { list, number, or, quote, value } = figures;

export const kinds = {
  string: "текст",
  number: "число",
  int: "целое число",
  boolean: "`true` или `false`",
  array: "список",
  tuple: "список",
  object: "группа ключей",
  record: "группа ключей",
  nothing: "пусто",
  null: "пусто",
  "a list": "список",
  "a group of keys": "группа ключей",
} satisfies Kinds;

/** In the genitive: what there is none of. */
const references = {
  signal: "сигнала",
  dimension: "измерения",
  group: "группы",
  profile: "профиля",
  list: "списка",
  rule: "правила",
  band: "уровня",
  cell: "ячейки",
  market: "рынка",
  label: "метки",
  segment: "сегмента",
  prediction: "прогноза",
};

const twice = {
  rule: "два правила",
  band: "два уровня",
  market: "два рынка",
  label: "две метки",
  example: "два примера",
  cell: "две ячейки",
};

const at = ({ path }: { readonly path: Path }) => spot(path) ?? "модель";
const known = (keys: readonly string[]) => list(keys.map(code));
const choice = (keys: readonly string[]) => or(keys.map(code));
const kind = (said: string) => kindIn(kinds, said) ?? said;
const meant = (suggestion: string) => `возможно, имелось в виду ${code(suggestion)}?`;

export const problems = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `ключ ${code(key)} здесь неизвестен; ${suggestion === null ? `допустимо: ${known(keys)}.` : meant(suggestion)}`,
  missing: (here) => `не хватает: ${at(here)}; добавьте.`,
  "wrong-type": ({ expected, found, ...here }) => `${at(here)}: ожидается ${kind(expected)}, а здесь ${kind(found)}.`,
  "not-one-of": ({ found, suggestion, known: keys, ...here }) =>
    `${at(here)}: недопустимое значение (${kind(found)}); ${suggestion === null ? `допустимо: ${known(keys)}.` : meant(suggestion)}`,
  "too-small": ({ bound, ...here }) => `${at(here)}: значение должно быть не меньше ${value(bound)}.`,
  "too-large": ({ bound, ...here }) => `${at(here)}: значение должно быть не больше ${value(bound)}.`,
  "too-short": ({ bound, ...here }) =>
    bound === 1
      ? `${at(here)}: не может быть пустым.`
      : `${at(here)}: слишком коротко, длина должна быть не меньше ${number(bound)}.`,
  "too-long": ({ bound, ...here }) => `${at(here)}: слишком длинно, длина должна быть не больше ${number(bound)}.`,
  "bad-name": ({ found }) =>
    `${code(found)} не годится как имя; используйте до 100 букв, цифр, пробелов и знаков ${code("- _ . +")}, начиная с буквы или цифры.`,
  "bad-days": ({ found }) => `${code(found)} не число дней; пишите ${code("30d")} или ${code("8w")}.`,
  "bad-duration": ({ found }) => `${code(found)} не промежуток времени; пишите ${choice(["90s", "30m", "2h", "1d"])}.`,
  "bad-date": ({ found }) => `${code(found)} не дата; пишите ${code("2026-03-31")}.`,
  "bad-time": ({ found }) => `${code(found)} не время суток; пишите ${code("09:30")}.`,
  "bad-hash": ({ found }) =>
    `${code(found)} не указывает на обученный артефакт; впишите 32 знака его хеша или уберите ${code("artefact")}, тогда берётся тот, что есть в рабочей области.`,
  "two-decimals": ({ found, ...here }) =>
    `${at(here)}: ${found}, но у баллов не больше двух знаков после запятой; округлите.`,
  "four-decimals": ({ found, ...here }) =>
    `${at(here)}: ${found}, но у весов не больше четырёх знаков после запятой; округлите.`,
  "not-a-number": ({ found, ...here }) => `${at(here)}: ${found}; укажите обычное число.`,
  "no-form": ({ found, known: keys }) =>
    `ключи ${code(found)} вместе здесь ничего не означают; начните с одного из: ${known(keys)}.`,
  "unsafe-key": ({ key }) => `${code(key)} нельзя использовать как ключ; выберите другое имя.`,
  "too-deep": ({ bound }) =>
    `вложенность глубже, чем ${count(bound, "уровень", "уровня", "уровней")}; сделайте её меньше.`,
  "unknown-reference": ({ kind, name, suggestion }) =>
    `нет ${references[kind]} ${quote(name)}; ${suggestion === null ? "добавьте или укажите то, что есть." : `возможно, имелось в виду ${quote(suggestion)}?`}`,
  duplicate: ({ kind, name }) => `${twice[kind]} с именем ${quote(name)}; имена должны различаться.`,
  "asks-nothing": () => `здесь нет никакого вопроса; добавьте оператор, например ${choice(["is", "in", "exists"])}.`,
  "keys-alike": ({ key, other }) =>
    `${code(key)} и ${code(other)} — один и тот же ключ: регистр и диакритические знаки не учитываются; уберите один из них.`,
  "expects-nothing": () =>
    `в примере ничего не ожидается, поэтому он всегда выполнен; добавьте ${choice(["total", "band"])}.`,
  "bad-regex": ({ pattern }) =>
    `${code(pattern)} — не регулярное выражение RE2 (просмотра вперёд и назад и обратных ссылок в нём нет); перепишите.`,
  "large-regex": ({ pattern, steps, bound }) =>
    `в ${code(pattern)} получается ${count(steps, "шаг", "шага", "шагов")}, а чтобы проверка не затягивалась, допустимо не больше ${number(bound)}; уменьшите число повторений.`,
  "when-and-each": () =>
    `в правиле либо ${code("each")}, либо условие (${code("when")} или ${code("of")} в баллах), но не то и другое; уберите одно.`,
  "neither-when-nor-each": () => `правило не говорит, за что дать баллы; добавьте ${choice(["when", "each"])}.`,
  "only-with-each": ({ key }) => `${code(key)} действует только в правиле с ${code("each")}; уберите.`,
  "needs-of": () =>
    `без ${code("each")} баллам по таблице или ступеням нужно ${code("of")}: по чему их считать; добавьте.`,
  "needs-keyed-signal": ({ signal }) =>
    `таблице или ${code("key")} нужен сигнал со счётом по свойству; добавьте в ${quote(signal)} ${code("count: { by: … }")}.`,
  "no-occurrences": ({ signal }) =>
    `${quote(signal)} хранит наибольшее значение, его нельзя считать через ${code("each")}; спросите о нём через ${code("when")}.`,
  "fades-tiers": () =>
    `ступени считаются по количеству: у них нет ни затухания, ни лимита в баллах; используйте ${code("window")} или лимит по количеству.`,
  "window-count-with-table": () =>
    `с таблицей ${code("perWindow")} ограничивает только баллы; пишите ${code("points")} вместо ${code("count")}.`,
  "ends-before-it-starts": ({ from, until }) =>
    `правило кончается ${code(until)}, раньше, чем начинается (${code(from)}); поменяйте местами.`,
  "reversed-range": ({ low, high }) =>
    `диапазон от ${value(low)} до ${value(high)} пуст; сначала пишите нижнюю границу.`,
  "finer-than-precision": ({ found, precision }) =>
    `${number(found)} точнее модели, где у баллов ${count(precision, "знак", "знака", "знаков")} после запятой; округлите или увеличьте ${code("precision")}.`,
  "keeps-more-with-age": () =>
    "каждый шаг затухания наступает позже предыдущего и оставляет не больше него; расставьте шаги по порядку.",
  "group-of-other-dimension": ({ group, dimension }) =>
    `группа ${quote(group)} относится к измерению ${quote(dimension)}; перенесите правило туда или выберите другую группу.`,
  "two-measures": ({ keys }) => `сигнал измеряет что-то одно; оставьте одно из: ${known(keys)}.`,
  "signal-of-nothing": () =>
    `непонятно, о каких событиях речь; используйте ${choice(["on", "where", "any: true", "steps"])}, причём ${code("any")} и ${code("steps")} — отдельно от остальных.`,
  "needs-within": () => `последовательности нужен срок; добавьте ${code("within")}, например ${code("2h")}.`,
  "within-without-pattern": () =>
    `${code("within")} действует вместе с ${choice(["steps", "times", "confirmedBy"])}; уберите или добавьте одно из них.`,
  "within-too-long": () => `${code("within")} — не больше 31 дня; сократите.`,
  "silence-too-short": () => `${code("silence")} — не меньше одной минуты (${code("1m")}).`,
  "profile-in-profile": () => "профиль не может спрашивать о профиле; запишите сами условия.",
  "market-in-market": () =>
    `${code("where")} определяет рынок и не может спрашивать о ${code("market")}; спросите о другом признаке.`,
  "sum-and-matrix": () => `итог — это либо ${code("sum")}, либо ${code("matrix")}, но не то и другое; уберите одно.`,
  "matrix-needs-labels": ({ dimension }) =>
    `строкам и столбцам матрицы нужны имена; добавьте измерению ${quote(dimension)} ${code("labels")}.`,
  "no-lowest-label": ({ dimension }) =>
    `у низких баллов измерения ${quote(dimension)} нет метки; добавьте метку без ${code("from")} и ${code("above")}.`,
  "bands-do-not-rise": ({ name }) => `уровни идут от низшего к высшему, а ${quote(name)} не на месте; переставьте.`,
  "above-and-from": () =>
    `начало — это либо ${code("from")} (включительно), либо ${code("above")} (не включая); уберите одно.`,
  "band-cells-without-matrix": () =>
    `${code("cells")} у уровня бывает, только если итог — ${code("matrix")}; используйте ${choice(["from", "above"])}.`,
  "leaves-above-its-start": ({ name }) =>
    `выход из ${quote(name)} лежит выше его начала; уменьшите ${choice(["leaveBelow", "rearmBelow"])}.`,
  "cell-in-two-bands": ({ cell }) => `ячейка ${quote(cell)} входит в два уровня; уберите её из одного.`,
  "empty-tier": () => `ступень кончается (${code("to")}) раньше, чем начинается (${code("from")}); поменяйте местами.`,
} satisfies Problems;
