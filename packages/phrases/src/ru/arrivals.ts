import type { CollectProblems, Quarantined } from "../en/arrivals.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { quote } = figures;

type About = { readonly path: string | null; readonly value: string | null };

const at = ({ path }: About) => (path === null ? "одно из полей" : code(path));
const shown = ({ value }: About) => (value === null ? "значение" : quote(value));
const most = ({ value }: About) => (value === null ? "" : ` (не больше: ${value})`);

export const quarantined = {
  "not-an-object": () => "Запись — не объект JSON.",
  "no-batch": () => "В запросе должен был быть список событий.",
  "no-identity": () => "Не сказано, о ком речь.",
  "no-event-name": () => "Не сказано, что произошло.",
  "bad-event-type": (about) => `Нет такого типа события: ${shown(about)}.`,
  "timestamp-out-of-range": () => "Время вне всех календарей.",
  "bad-character": (about) => `Знак, который нельзя сохранить: ${at(about)}.`,
  "too-long": (about) => `Слишком длинно: ${at(about)}${most(about)}.`,
  "too-large": (about) => `В записи слишком много байт${most(about)}.`,
  "too-deep": (about) => `Слишком много уровней вложенности${most(about)}.`,
  "no-attribute": ({ path }) => `У события CloudEvents нет атрибута${path === null ? "" : ` ${code(path)}`}.`,
  "bad-spec-version": (about) => `Версия CloudEvents ${shown(about)} неизвестна, только 1.0.`,
  "cell-count": ({ value }) => `В строке не столько ячеек, сколько в заголовке: ${code(value ?? "")}.`,
  "not-json": () => "Строка не в формате JSON.",
  "no-timestamp": () => "Не сказано, когда это произошло.",
  "bad-timestamp": (about) => `Время ${shown(about)} непонятно.`,
  poison: () => "Эту запись сохранить не удалось, хотя остальные удалось.",
} satisfies Quarantined;

export const collectProblems = {
  "bad-json": () => "Тело запроса не в формате JSON.",
  "bad-encoding": () => "Тело сжато не так, как сказано в заголовке.",
  "too-large": () => "Запрос слишком велик или в нём слишком много событий; отправьте по частям.",
  "bad-request": () => "Запрос не соответствует HTTP.",
  "no-write-key": () => "Нужен ключ записи.",
  "unknown-write-key": () =>
    "Этому ключу записи не соответствует ни один источник; возможно, его заменили или отключили.",
  "bad-signature": () => "Подписи нет, или она неверна; проверьте секрет.",
  "stale-signature": () => "Подписи больше пяти минут; проверьте часы отправителя.",
  "items-refused": () => "Часть записей лежит в карантине.",
  overloaded: () => "Слишком многое ждёт сохранения; повторите чуть позже.",
  "store-unavailable": () => "База данных не отвечает; повторите чуть позже.",
  internal: () => "Что-то пошло не так на нашей стороне.",
} satisfies CollectProblems;
