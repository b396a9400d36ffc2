import type { ApiIssues, ApiProblems, TuneReasons } from "../en/api.ts";
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
  review: "Такого пересмотра нет.",
  segment: "Такого сегмента нет.",
  study: "Такого исследования нет.",
  proposal: "Такого предложения в этом исследовании нет.",
  prediction: "Такого прогноза нет.",
  artefact: "Такого артефакта у этого прогноза нет.",
  experiment: "Такого эксперимента нет.",
  cost: "Такого расхода нет.",
  rate: "Такого курса нет.",
  list: "Такого списка нет.",
  view: "Такого представления нет.",
  note: "Такой заметки нет.",
  bulk: "Такой массовой операции нет.",
  rule: "Такого правила в модели нет.",
  person: "Такого человека нет.",
  invitation: "Такого приглашения нет, или оно уже недействительно.",
  workspace: "Такой рабочей области нет.",
};

const addresses = {
  "url-invalid": "Это не URL.",
  "url-scheme": "Сообщения отправляются только по HTTPS.",
  "url-credentials": "В URL не должно быть имени пользователя и пароля.",
  "url-port": `Сообщения отправляются только на порты ${["443", "8443", "80", "8080"].map(code).join(", ")}.`,
  "address-forbidden":
    "Этот адрес находится в частной сети; сначала его должен разрешить администратор сервера в `PLUMBLINE_ALLOWED_NETWORKS`.",
};

const unready = {
  "control-not-live": "Первая группа — контрольная: в ней должна быть действующая версия.",
  "not-started": "Эксперимент ещё не запущен.",
  "being-published": "Версия модели как раз вводится в действие; дождитесь этого или остановите её.",
};

const sides = { marketing: "маркетинг", sales: "продажи" };
const scored = { lead: "лиды", account: "компании" };

const unfinished = {
  waiting: "Исследование ещё не начато: оно ждёт своей очереди.",
  running: "Исследование ещё идёт; повторите запрос, когда оно закончится.",
  stopped: "Исследование остановлено, результата нет; запустите его снова.",
  failed: "Исследование завершилось ошибкой, результата нет; запустите его снова.",
};
const stale = {
  gone: "В черновике больше нет того, что меняет это предложение.",
  changed: "С тех пор как это было предложено, в черновике стоит уже другое.",
};

export const apiProblems = {
  "bad-request": () => "В запросе что-то не так.",
  "bad-cursor": () => "Такой страницы нет; начните с первой.",
  "no-key": () => "Нужен ключ API; передайте его как `Bearer`.",
  "bad-key": () => "Этот ключ API недействителен.",
  forbidden: ({ scope }) => `Вам это не разрешено: не хватает ${code(scope)}.`,
  "no-session": () => "Сначала войдите.",
  "foreign-origin": () => "Этот запрос пришёл со страницы другого сайта.",
  "people-only": () => "Это доступно только вошедшим людям, а не ключам API.",
  "invitation-of-another": () => "Это приглашение выписано на другой адрес почты.",
  "invitation-ended": () => "Это приглашение недействительно; попросите новое.",
  "already-member": () => "Этот человек уже состоит в рабочей области.",
  "person-elsewhere": () =>
    "Этот человек состоит и в другой рабочей области. Обратитесь к тому, кто администрирует обе.",
  "own-second-factor": () => "Свой второй фактор снимают паролем в собственных настройках.",
  "last-admin": () => "Это последний администратор; сначала назначьте другого.",
  "too-many-invitations": ({ most }) =>
    `Уже есть ${count(most, "открытое приглашение", "открытых приглашения", "открытых приглашений")}, больше нельзя; сначала отзовите одно.`,
  "too-many-workspaces": ({ most }) =>
    `Вы уже состоите в ${count(most, "рабочей области", "рабочих областях", "рабочих областях")}, больше нельзя; сначала покиньте одну.`,
  "not-own": () => "Это принадлежит другому человеку; изменить это может только он.",
  "not-found": ({ what }) => nothing[what],
  "already-there": () => "Такое имя уже занято; выберите другое.",
  "in-progress": () => "Такой же запрос уже выполняется; повторите чуть позже.",
  "answer-not-kept": () => "Это уже сделано; в ответе был секрет, а он не хранится.",
  "already-done": () => "Это уже сделано.",
  "model-of-others": ({ model, of }) =>
    `Модель ${quote(model)} оценивает ${scored[of]}, и это не меняется; дайте новой модели другое имя.`,
  "model-unchanged": ({ model, number: version }) => `Модель ${quote(model)} уже такова: версия ${number(version)}.`,
  "model-not-live": ({ model }) => `У модели ${quote(model)} пока нет действующей версии.`,
  "review-under-way": () => "Пересмотр этой модели уже идёт; сначала завершите его.",
  "model-was-live": ({ model }) =>
    `Модель ${quote(model)} уже действовала, и её история хранится; вместо этого выведите её из действия.`,
  "experiment-runs": ({ model }) =>
    `На модели ${quote(model)} идёт эксперимент; сначала остановите его или примите решение.`,
  "experiment-unready": ({ because }) => unready[because],
  "sign-off-missing": ({ roles }) => `Сначала нужны подписи: ${roles.map((role) => sides[role]).join(" и ")}.`,
  "sign-off-outdated": () => "Ни черновик, ни одна из версий уже не таковы; прочтите заново и подпишите.",
  "role-needed": ({ role }) => `Для этой подписи нужна роль «${sides[role]}» или администратор.`,
  "study-not-done": ({ state }) => unfinished[state],
  "proposal-stale": ({ because }) => stale[because],
  "draft-not-editable": () => "Черновик написан так, что изменить его автоматически нельзя; внесите изменение вручную.",
  "publication-ended": () => "Публикация уже завершена.",
  "time-zone-in-use": ({ timeZone }) =>
    `События уже учтены по дням пояса ${code(timeZone)}; часовой пояс больше нельзя изменить.`,
  "last-admin-key": () => "Это последний ключ с полными правами; сначала создайте другой.",
  "too-many-keys": ({ most }) =>
    `Уже есть ${count(most, "действующий ключ", "действующих ключа", "действующих ключей")}, больше нельзя; сначала отзовите один.`,
  "too-many-views": ({ most }) =>
    `У вас уже ${count(most, "представление", "представления", "представлений")}, больше нельзя; сначала удалите одно.`,
  "too-many-endpoints": ({ most }) =>
    `Уже есть ${count(most, "адрес доставки", "адреса доставки", "адресов доставки")}, больше нельзя; сначала удалите один.`,
  "too-many-segments": ({ most }) =>
    `Уже есть ${count(most, "сегмент", "сегмента", "сегментов")}, больше нельзя; сначала удалите один.`,
  "too-many-costs": ({ most }) =>
    `Может быть не больше ${count(most, "расхода", "расходов", "расходов")}; сначала удалите лишние.`,
  "too-many-lists": ({ most }) =>
    `Уже есть ${count(most, "список", "списка", "списков")}, больше нельзя; сначала удалите один.`,
  "too-many-samples": ({ most }) =>
    `У модели может быть не больше ${count(most, "примера лида", "примеров лидов", "примеров лидов")}; сначала удалите один.`,
  "in-use": ({ by }) => `Это ещё используется: ${by.map(({ name }) => quote(name)).join(", ")}.`,
  "segment-live": () =>
    "Состав этого сегмента определяет его условие; чтобы добавлять лидов вручную, создайте постоянный сегмент.",
  "segment-fixed": () => "У этого сегмента нет условия: в нём те, кого вы добавили.",
  "segment-of-scores": ({ segment }) =>
    `Сегмент ${quote(segment)} зависит от оценок, поэтому ни модель, ни другой сегмент не могут на него ссылаться.`,
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
  "days-reversed": () => "Последний день раньше первого.",
  "too-many-days": ({ most }) => `Это больше ${count(most, "дня", "дней", "дней")}.`,
  "currency-is-base": ({ currency }) => `У ${code(currency)} нет курса к самой себе.`,
  "currency-missing": () =>
    "У рабочей области ещё нет валюты; выберите её в настройках или укажите, к какой валюте эти курсы.",
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
const isOne = ({ expected }: About) => Number(expected) === 1;

export const apiIssues = {
  missing: (about) => `не хватает: ${at(about)}.`,
  "wrong-type": ({ expected = "", ...about }) =>
    `${at(about)}: нужно другое (${kindIn(kinds, expected) ?? code(expected)}).`,
  "not-one-of": ({ expected = "", ...about }) => `${at(about)}: допустимы только ${code(expected)}.`,
  "too-small": (about) => `${at(about)}: не меньше ${bound(about)}.`,
  "too-large": (about) => `${at(about)}: не больше ${bound(about)}.`,
  "too-short": (about) =>
    isOne(about)
      ? `${at(about)}: не может быть пустым.`
      : `${at(about)}: слишком коротко, длина не меньше ${bound(about)}.`,
  "too-long": (about) => `${at(about)}: слишком длинно, длина не больше ${bound(about)}.`,
  "bad-format": ({ expected, ...about }) =>
    `${at(about)}: неверная запись${expected === undefined ? "" : ` (${code(expected)})`}.`,
  "unknown-key": (about) => `${at(about)}: здесь такого нет.`,
  "too-deep": (about) => `${at(about)}: вложенность больше ${bound(about)}.`,
  unreadable: (about) => `${at(about)}: не читается.`,
  other: (about) => `${at(about)}: задано неверно.`,
} satisfies ApiIssues;

export const tuneReasons = {
  "version-changed": "За это время начала действовать другая версия.",
  "publication-under-way": "Публиковалась другая версия.",
  "experiment-runs": "На этой модели шёл эксперимент.",
  "draft-under-way": "Кто-то работал над черновиком.",
  "study-failed": "Исследование прошлых данных завершилось ошибкой.",
  "study-stopped": "Исследование прошлых данных остановили или удалили.",
  "not-editable": "Текст модели можно изменить только вручную.",
  reverted: "Опубликованное автонастройкой отменили, поэтому она выключилась.",
} satisfies TuneReasons;
