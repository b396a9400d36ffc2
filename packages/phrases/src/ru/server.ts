import type { DatabaseNotes, Server, StartProblems } from "../en/server.ts";
import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { number, or, percent, quote } = figures;

const events = (n: number) => count(n, "событие", "события", "событий");

export const server = {
  buildingScreens: () => "Собираю веб-приложение; в первый раз это займёт несколько секунд …",
  ready: (url) => `Plumbline работает: ${url}`,
  firstKeys: (ofSample) =>
    `Эти ключи ${ofSample ? "учебной рабочей области " : ""}показываются один раз. Сохраните их:`,
  writeKey: (key) => `  ключ записи для страниц (открытый)    ${key}`,
  serverKey: (key) => `  ключ записи для серверов              ${key}`,
  adminKey: (key) => `  ключ API (тайный, может всё)          ${key}`,
  adminLink: (url) => `По этой ссылке становятся администратором; она действует один раз, в течение недели:\n  ${url}`,
  loadingSample: (n, share) => `Загружается учебная рабочая область: ${events(n)}, ${percent(share)}`,
  sampleLoaded: (n) => `Учебная рабочая область готова: ${events(n)}.`,
  stopping: () => "Остановка. Принятое сохраняется.",
  stopped: () => "Остановлено.",
  failed: (what) => `Произошёл сбой, попытка повторится: ${code(what)}`,
} satisfies Server;

export const databaseNotes = {
  "database-copied": ({ to }) =>
    `PostgreSQL скопирован в ${quote(to)}: его пользователь не может читать его там, куда поставил npm.`,
  "database-created": ({ folder }) => `В ${quote(folder)} создана новая база данных.`,
  "database-started": ({ folder }) => `База данных в ${quote(folder)} запущена.`,
  "database-adopted": ({ folder }) => `База данных в ${quote(folder)} ещё работала и работает дальше.`,
  "database-lost": ({ folder }) => `База данных в ${quote(folder)} упала и запускается заново.`,
  "database-not-restarted": ({ folder, detail }) =>
    `База данных в ${quote(folder)} не запускается заново: ${code(detail)}`,
  "migration-applied": ({ number: at, name }) => `Применена миграция ${number(at)} (${name}).`,
  "user-unbound": ({ user }) =>
    `Защита строк не действует на пользователя базы данных ${quote(user)}, и рабочие области разделены только запросами; укажите в ${code("DATABASE_URL")} пользователя без прав суперпользователя.`,
} satisfies DatabaseNotes;

export const startProblems = {
  "bad-setting": ({ name, value, choices }) =>
    `${code(name)} не может быть ${quote(value)}; допустимо: ${or(choices.map(code))}.`,
  "other-secret": () =>
    `секреты в этой базе данных запечатаны другим ключом; дайте всем процессам один и тот же ${code("PLUMBLINE_SECRET")} (или один и тот же ${code("secret.key")}). Если ключ утрачен навсегда, запустите один раз с ${code("PLUMBLINE_SECRET_LOST=yes")}: запечатанное им не откроется.`,
  "address-in-use": ({ address }) =>
    `адрес ${address} уже занят; освободите его или выберите другой порт через ${code("PLUMBLINE_PORT")}.`,
  "database-unreachable": ({ detail }) =>
    `база данных не отвечает (${code(detail)}); проверьте ${code("DATABASE_URL")}.`,
  "database-in-use": ({ folder }) =>
    `в ${quote(folder)} работает другой Plumbline; остановите его или выберите другую папку через ${code("PLUMBLINE_DATA")}.`,
  "database-other-version": ({ folder, found, needed }) =>
    `${quote(folder)} создан PostgreSQL ${found}, а здесь ${needed}; перенесите данные через ${code("pg_dump")}.`,
  "database-damaged": ({ folder }) =>
    `база данных в ${quote(folder)} повреждена; восстановите копию или выберите другую папку.`,
  "database-folder-forbidden": ({ folder }) =>
    `в ${quote(folder)} нельзя писать; выберите другую папку через ${code("PLUMBLINE_DATA")}.`,
  "database-disk-full": ({ folder }) => `на диске с ${quote(folder)} нет места; освободите его и запустите снова.`,
  "database-not-installed": ({ platform }) =>
    `для ${platform} нет встроенного PostgreSQL; укажите свой в ${code("DATABASE_URL")}.`,
  "database-user-unknown": ({ uid }) =>
    `PostgreSQL не создаёт базу для пользователя ${String(uid)} без имени на этой машине; дайте ему имя.`,
  "database-not-started": ({ folder, detail }) => `база данных в ${quote(folder)} не запускается: ${code(detail)}`,
  "migration-changed": ({ number: at, name }) =>
    `миграция ${number(at)} (${name}) изменена после применения; возьмите версию, создавшую эту базу.`,
  "migration-missing": ({ number: at, name }) =>
    `миграция ${number(at)} (${name}) применена, но её здесь нет; возьмите версию, создавшую эту базу.`,
  "migration-failed": ({ number: at, name, detail }) => `миграция ${number(at)} (${name}) не удалась: ${code(detail)}`,
  "migration-misnumbered": ({ file }) =>
    `миграция ${quote(file)} выбивается из ряда; они нумеруются 0001, 0002 и так далее.`,
  "database-newer": ({ found, known }) =>
    `миграций в базе: ${number(found)}, эта версия знает ${number(known)}; обновите Plumbline.`,
  "number-too-large": ({ value }) => `число ${value} слишком велико.`,
} satisfies StartProblems;
