import { say } from "../coded.ts";
import type { FileProblems, MapIssues, Rejects } from "../en/files.ts";
import { code, kindIn, place } from "../notation.ts";
import { count, figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { list, names, number, or, quote } = figures;

const known = (keys: readonly string[]) => list(keys.map(code));

const targets = {
  timestamp: "когда произошло событие",
  identity: "чьё это событие",
  event: "что произошло",
};

export const mapIssues = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `ключ ${code(key)} здесь неизвестен; ${suggestion === null ? `допустимо: ${known(keys)}.` : `возможно, имелось в виду ${code(suggestion)}?`}`,
  "wrong-type": ({ expected }) =>
    `здесь ожидается ${or(expected.split("|").map((kind) => kindIn(kinds, kind) ?? kind))}.`,
  "not-one-of": ({ known: keys }) => `здесь допустимо: ${or(keys.map(code))}.`,
  "not-one-source": () => `укажите ровно одно из: ${known(["column", "columns", "value"])}.`,
  "bad-format": () =>
    `это не формат даты; используйте ${known(["excel", "seconds", "milliseconds"])} или образец, например ${code("DD.MM.YYYY HH:mm")}.`,
  "unknown-zone": () => `такого часового пояса нет; укажите имя, например ${code("Europe/Moscow")}.`,
  "too-short": () => "здесь не должно быть пусто.",
} satisfies MapIssues;

export const fileProblems = {
  "no-such-file": ({ file }) => `нет файла ${quote(file)}; проверьте путь.`,
  "is-a-directory": ({ file }) => `${quote(file)} — это папка; укажите файл в ней.`,
  "no-access": ({ file }) => `нет прав на чтение ${quote(file)}; запросите доступ.`,
  "empty-file": ({ file }) => `файл ${quote(file)} пуст.`,
  "broken-gzip": ({ file }) => `сжатый файл ${quote(file)} повреждён или обрезан; скачайте его ещё раз.`,
  "unreadable-file": ({ file, cause }) => `не удаётся прочитать ${quote(file)}; ответ системы: ${code(cause)}.`,
  "zip-archive": ({ file }) =>
    `${quote(file)} — это архив ZIP или книга Excel; распакуйте или сохраните в формате CSV.`,
  "not-text": ({ file, perhaps }) =>
    perhaps === null
      ? `${quote(file)} — не текст; сохраните в формате CSV или JSON.`
      : `${quote(file)} — не текст в этой кодировке; попробуйте ${code(`--encoding ${perhaps}`)}.`,
  "wrong-encoding": ({ encoding, given, sample, file, line }) =>
    `${place(file, line)} ${quote(sample)} — это не ${code(encoding)}; укажите ${given ? "другую" : "верную"} кодировку через ${code("--encoding")}, например ${code("windows-1251")}.`,
  "not-utf-8": ({ file, line, sample }) =>
    `${place(file, line)} ${sample === null ? "это" : `${quote(sample)} —`} не UTF-8; сохраните файл в кодировке UTF-8.`,
  "unknown-encoding": ({ encoding }) =>
    `нет кодировки ${quote(encoding)}; укажите, например, ${or(["utf-8", "windows-1251", "koi8-r"].map(code))}.`,
  "open-quote": ({ file, line }) => `${place(file, line)} здесь открыта и не закрыта кавычка; закройте её или удвойте.`,
  "row-too-long": ({ limit, file, line }) =>
    `${place(file, line)} строка длиннее, чем ${count(limit, "знак", "знака", "знаков")}; тот ли это файл?`,
  "json-unfinished": ({ file, line }) =>
    `${place(file, line)} у того, что начато здесь, нет конца; возможно, файл обрезан.`,
  "json-unexpected": ({ file, line }) => `${place(file, line)} этому не место в списке объектов JSON.`,
  "map-syntax": ({ column, file, line }) =>
    `${place(file, line, column)} ошибка YAML; проверьте отступы, двоеточия и кавычки.`,
  "map-invalid": ({ file, issues }) =>
    issues.map((issue) => `${place(file, issue.line, issue.column)} ${say(mapIssues, issue)}`).join("\n"),
  "no-such-column": ({ file, column, suggestion, columns }) =>
    `в ${quote(file)} нет столбца ${quote(column)}; ${suggestion === null ? `есть столбцы: ${names(columns)}.` : `возможно, имелся в виду ${quote(suggestion)}?`}`,
  "unknown-source": ({ file, target, columns }) =>
    `в ${quote(file)} не видно столбца, который говорит, ${targets[target]}; есть столбцы: ${names(columns)}. Укажите нужный в файле для ${code("--map")}.`,
} satisfies FileProblems;

export const rejects = {
  "cell-count": ({ expected, found }) =>
    `в строке ${count(found, "ячейка", "ячейки", "ячеек")}, в заголовке ${number(expected)}`,
  "not-json": () => "строка не в формате JSON",
  "not-an-object": () => "запись — не объект JSON",
  "too-long": ({ limit }) => `запись длиннее, чем ${count(limit, "знак", "знака", "знаков")}`,
  "too-deep": ({ limit }) => `вложенность записи глубже, чем ${count(limit, "уровень", "уровня", "уровней")}`,
  "no-identity": () => "не сказано, о ком речь",
  "no-timestamp": () => "не сказано, когда это произошло",
  "no-event-name": () => "не сказано, что произошло",
  "bad-timestamp": ({ value }) => `время ${quote(value)} непонятно`,
  "bad-event-type": ({ value }) => `нет такого типа события: ${quote(value)}`,
  "conflicting-id": ({ messageId }) => `идентификатор ${quote(messageId)} уже есть у другого события; учтено оно`,
} satisfies Rejects;
