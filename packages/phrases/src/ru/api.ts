import type { ApiIssues, ApiProblems } from "../en/api.ts";
import { code, kindIn } from "../notation.ts";
import { count, figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { number, quote, time } = figures;

const nothing = {
  address: "По этому адресу ничего нет.",
  model: "Такой модели нет.",
  draft: "У модели нет черновика.",
  version: "У модели нет такой версии.",
  publication: "Такой публикации нет.",
  preset: "Такой готовой модели нет.",
  source: "Такого источника нет.",
  key: "Такого ключа нет.",
  item: "Такой записи нет.",
  import: "Такого импорта нет.",
  lead: "Такого лида нет.",
  account: "Такой компании нет.",
  transition: "Такого перехода нет.",
  endpoint: "Такого получателя нет.",
  delivery: "Такой доставки нет.",
  adjustment: "Такой поправки нет.",
};

const addresses = {
  "url-invalid": "Это не URL.",
  "url-scheme": "Сообщения отправляются только по HTTPS.",
  "url-credentials": "В URL не должно быть имени пользователя и пароля.",
  "url-port": `Сообщения отправляются только на порты ${["443", "8443", "80", "8080"].map(code).join(", ")}.`,
  "address-forbidden": "Этот адрес находится в частной сети; сначала его должен разрешить администратор сервера.",
};

const scored = { lead: "лиды", account: "компании" };

export const apiProblems = {
  "bad-request": () => "В запросе что-то не так.",
  "bad-cursor": () => "Такой страницы нет; начните с первой.",
  "no-key": () => "Нужен ключ API; передайте его как `Bearer`.",
  "bad-key": () => "Этот ключ API недействителен.",
  forbidden: ({ scope }) => `Этому ключу API такое не разрешено; не хватает ${code(scope)}.`,
  "not-found": ({ what }) => nothing[what],
  "already-there": () => "Такое имя уже занято; выберите другое.",
  "in-progress": () => "Такой же запрос уже выполняется; повторите чуть позже.",
  "answer-not-kept": () => "Это уже сделано; в ответе был секрет, а он не хранится.",
  "already-done": () => "Это уже сделано.",
  "model-of-others": ({ model, of }) =>
    `Модель ${quote(model)} оценивает ${scored[of]}, и это не меняется; дайте новой модели другое имя.`,
  "model-unchanged": ({ model, number: version }) => `Модель ${quote(model)} уже такова: версия ${number(version)}.`,
  "model-not-live": ({ model }) => `У модели ${quote(model)} пока нет действующей версии.`,
  "publication-ended": () => "Публикация уже завершена.",
  "time-zone-in-use": ({ timeZone }) =>
    `События уже учтены по дням пояса ${code(timeZone)}; часовой пояс больше нельзя изменить.`,
  "last-admin-key": () => "Это последний ключ с полными правами; сначала создайте другой.",
  "too-many-keys": ({ most }) =>
    `Уже есть ${count(most, "действующий ключ", "действующих ключа", "действующих ключей")}, больше нельзя; сначала отзовите один.`,
  "too-many-endpoints": ({ most }) =>
    `Уже есть ${count(most, "адрес доставки", "адреса доставки", "адресов доставки")}, больше нельзя; сначала удалите один.`,
  "endpoint-disabled": () => "Адрес доставки отключён; сначала включите его.",
  "url-refused": ({ because }) => addresses[because],
  "tag-mismatch": () => "За это время кто-то внёс изменения; прочитайте заново.",
  "tag-needed": () => `Укажите в ${code("If-Match")}, какое состояние меняется.`,
  "too-large": ({ bytes }) => `Слишком большой размер; допускается не больше ${count(bytes, "байта", "байт", "байт")}.`,
  "model-invalid": ({ problems }) =>
    `Модель нельзя использовать: в ней ${count(problems.length, "ошибка", "ошибки", "ошибок")}.`,
  "model-misnamed": ({ model, found }) =>
    `Это черновик модели ${quote(model)}, а в тексте она названа ${quote(found)}.`,
  "other-request": () => `Этот ${code("Idempotency-Key")} относится к другому запросу; возьмите новый.`,
  "unknown-time-zone": ({ timeZone }) =>
    `Часового пояса ${code(timeZone)} нет; укажите имя, например ${code("Europe/Moscow")}.`,
  "more-than-own": ({ scope }) => `Ключ не может дать права, которого у него нет: ${code(scope)}.`,
  "too-many-requests": ({ seconds }) => `Слишком много запросов; подождите ${time(seconds)}.`,
  internal: () => "На нашей стороне произошла ошибка.",
  unavailable: ({ seconds }) => `Сейчас это невозможно; повторите через ${time(seconds)}.`,
} satisfies ApiProblems;

type About = { readonly path: string; readonly expected?: string | undefined };

const at = ({ path }: About) => (path === "" ? "запрос" : code(path));
const bound = ({ expected }: About) => number(Number(expected));

export const apiIssues = {
  missing: (about) => `не хватает: ${at(about)}.`,
  "wrong-type": ({ expected = "", ...about }) =>
    `${at(about)}: нужно другое (${kindIn(kinds, expected) ?? code(expected)}).`,
  "not-one-of": ({ expected = "", ...about }) => `${at(about)}: допустимы только ${code(expected)}.`,
  "too-small": (about) => `${at(about)}: не меньше ${bound(about)}.`,
  "too-large": (about) => `${at(about)}: не больше ${bound(about)}.`,
  "too-short": (about) => `${at(about)}: слишком коротко, длина не меньше ${bound(about)}.`,
  "too-long": (about) => `${at(about)}: слишком длинно, длина не больше ${bound(about)}.`,
  "bad-format": ({ expected, ...about }) =>
    `${at(about)}: неверная запись${expected === undefined ? "" : ` (${code(expected)})`}.`,
  "unknown-key": (about) => `${at(about)}: здесь такого нет.`,
  "too-deep": (about) => `${at(about)}: вложенность больше ${bound(about)}.`,
  unreadable: (about) => `${at(about)}: не читается.`,
  other: (about) => `${at(about)}: задано неверно.`,
} satisfies ApiIssues;
