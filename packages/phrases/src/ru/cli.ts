import type { Cli } from "../en/cli.ts";
import { code } from "../notation.ts";
import { faults } from "./faults.ts";
import { count, figures } from "./figures.ts";
import { figuresOfTraining, predicted } from "./training.ts";

const { day, names, number, or, percent, points, quote, signed, time } = figures;

const start = (bound: number, exclusive: boolean) => `${exclusive ? "выше" : "от"} ${points(bound)}`;

export const cli = {
  help: {
    about: "Оценивает лиды по модели и объясняет почему.",
    usage: "Вызов",
    commands: "Команды",
    options: "Параметры",
    more: () => `Подробнее о команде: ${code("plumbline COMMAND --help")}.`,
  },
  commands: {
    score: "Оценить список лидов",
    explain: "Объяснить оценку лида и сказать, что изменит его уровень",
    validate: "Проверить модель",
    test: "Выполнить примеры из моделей; если модель не названа — из всех готовых",
    rules: "Показать правила модели и сколько баллов максимум даёт каждое",
    columns: "Показать, за что приняты столбцы файлов, в виде карты, которую можно изменить и вернуть",
    schema: "Вывести схему модели (JSON) для редактора",
    presets: "Показать готовые модели",
    init: "Начать модель с готовой",
    diff: "Сравнить две модели, а на данных — и их действие на лиды",
    backtest: "Сравнить черновик с действующей моделью на прошлом",
    propose: "Предложить по прошлому баллы, правила, профиль и пороги",
    train: "Научиться на прошлом, какие лиды дадут конверсию, и записать артефакт",
    predict: "Сказать по артефакту, насколько вероятна конверсия каждого лида",
    experiment: "Спланировать эксперимент, распределить лиды по группам и сказать, что он показал",
    import: "Превратить правила другой системы в модель",
    serve: "Запустить сервер; без указания базы данных — со своей",
  },
  options: {
    model: () => "модель, YAML или JSON",
    leads: () => `лиды, CSV или JSON; ${code("-")} — стандартный ввод`,
    events: () => `события, CSV или JSON, можно сжатые gzip; ${code("-")} — стандартный ввод`,
    map: () => "что означают столбцы; если не указано, угадывается",
    encoding: () => `кодировка файлов, по умолчанию ${code("utf-8")}`,
    asOf: () => "на какой день считать, по умолчанию сегодня",
    timeZone: () => `часовой пояс дней, по умолчанию ${code("UTC")}`,
    out: () => `вид результата: ${or(["table", "csv", "ndjson"].map(code))}`,
    top: () => "только столько, начиная с лучших",
    rejects: () => "куда записать строки, которые не удалось прочитать",
    joinByEmail: () => `один адрес почты — один лид (так по умолчанию); ${code("--no-join-by-email")} их разделяет`,
    role: () => `что делать: ${or(["collect", "sweep", "jobs", "all"].map(code))}, несколько через запятую`,
    port: () => `порт, по умолчанию ${code("3000")}`,
    host: () => `адрес, по умолчанию ${code("127.0.0.1")}`,
    data: () => `папка данных, по умолчанию ${code("./data")}`,
    newAdminLink: () => "показать ссылку, по которой становятся администратором; если пригласить вас больше некому",
    sample: () =>
      `загрузить учебную рабочую область в новую установку (по умолчанию); ${code("--no-sample")} оставит её пустой`,
    draft: () => "черновик для проверки, YAML или JSON",
    outcomes: () => "чем кончились сделки, CSV или JSON",
    target: () =>
      `что считать конверсией, по умолчанию ${code("won")}: ${or(["opportunity", "won", "accepted"].map(code))}`,
    horizon: () => `за сколько дней, по умолчанию ${code("90")}`,
    artefact: () => "что было обучено, файлом",
    artefactOut: () => "куда записать артефакт",
    explain: () => "сказать только об этом лиде, почему",
    protect: () => "поля, по которым нельзя ни с кем обходиться иначе, через запятую; возраст и пол и так среди них",
    allow: () => "признаки, которые вы проверили и за которые отвечаете, через запятую",
    perWeek: () => "сколько лидов в неделю успевают обработать продажи",
    accept: () => "внести в черновик только эти предложения, по их именам, через запятую; по умолчанию все",
    band: () => "для какого уровня искать начало, по умолчанию для высшего",
    cost: () => "сколько стоит работа с одним лидом",
    value: () => "сколько приносит лид с конверсией, в той же валюте",
    draftOut: () => "куда записать модель с принятыми предложениями",
    modelsOut: () => "папка, в которой каждая модель станет файлом",
    seed: () => `для выбора дней, по умолчанию ${code("1")}`,
    baseline: () => `ожидаемая доля в контрольной группе, например ${code("0.05")}`,
    difference: () => `наименьшая разница долей, которую стоит искать, например ${code("0.01")}`,
    power: () => `как часто её находить, если она есть; по умолчанию ${code("0.8")}`,
    alpha: () => `как часто можно найти её там, где её нет; по умолчанию ${code("0.05")}`,
    arms: () => `группы и их веса, контрольная первой, по умолчанию ${code("control=1,treatment=1")}`,
    name: () => "имя эксперимента: другой распределит те же лиды по другим группам",
    unit: () => `столбец, который говорит, что попадает в группу целиком; по умолчанию ${code("unit")}`,
    json: () => "вывести JSON",
    lang: () => "язык",
    help: () => "показать эту справку",
  },

  progress: (events, perSecond) => `${count(events, "событие", "события", "событий")}, ${number(perSecond)}/с`,
  progressLeft: (seconds) => `осталось ${time(seconds)}`,

  columns: {
    rule: "Правило",
    most: "Максимум",
    share: "Доля",
    lead: "Лид",
    total: "Итог",
    band: "Уровень",
    dimension: "Измерение",
    reasons: "Почему",
  },
  summary: {
    scored: (leads) => `оценено: ${count(leads, "лид", "лида", "лидов")}`,
    unscored: (leads) => `без оценки: ${number(leads)}`,
    leads: (leads) => `прочитано: ${count(leads, "лид", "лида", "лидов")}`,
    events: (events) => `прочитано: ${count(events, "событие", "события", "событий")}`,
    conflicts: (events) => `с уже встречавшимся идентификатором: ${number(events)} (учтено первое)`,
    later: (events) => `позже указанного дня: ${number(events)}`,
    nobody: (events) => `ничьих: ${number(events)} (нет пригодного идентификатора)`,
    noLeadIds: () =>
      "Ни один столбец не говорит, кто лид, поэтому лиды названы по строкам, и события к ним не относятся.",
    withoutMessageId: (events) =>
      `Без собственного идентификатора: ${count(events, "событие", "события", "событий")}; встреченное дважды считается дважды.`,
    noMessageIds: () => "У событий нет идентификаторов, поэтому событие, встреченное дважды, считается дважды.",
    stale: (last) => `Последнее событие: ${day(last)}; чтобы считать на тот день, добавьте ${code("--as-of")}.`,
    misread: (column, values, line, value) =>
      `столбец ${quote(column)}: ${count(values, "значение", "значения", "значений")} не удалось прочитать, оставлено текстом (первое — в строке ${number(line)}: ${quote(value)})`,
    duplicates: (events) => count(events, "повтор", "повтора", "повторов"),
    repeated: (rows) =>
      `${count(rows, "строка повторяет", "строки повторяют", "строк повторяют")} лид из более ранней (учтена последняя)`,
    joined: (ids) => `присоединено к другому лиду по почте, устройству или псевдониму: ${number(ids)}`,
    moreRejected: (rows) => `и ещё ${number(rows)}; ${code("--rejects FILE")} запишет все.`,
    missingTrait: (trait, rules, suggestion) =>
      `Ни у одного лида нет признака ${code(trait)}${rules.length > 0 ? `, о котором спрашивают: ${names(rules)}` : ""}${suggestion === null ? "." : `; возможно, имелось в виду ${code(suggestion)}?`}`,
    predictionUnknown: (model, predictions) =>
      `Модель ${quote(model)} опирается на прогноз (${names(predictions)}), который здесь неизвестен, поэтому баллов за него нет; добавьте ${code("--artefact FILE")}.`,
    rejected: (rows) => `отклонено: ${number(rows)}`,
    rejectedTo: (rows, file) => `отклонено: ${number(rows)} (см. ${file})`,
  },

  valid: (file) => `модель ${quote(file)} верна.`,
  invalid: (file, problems) => `${quote(file)}: ${count(problems, "ошибка", "ошибки", "ошибок")}.`,
  tests: {
    passed: (examples) => `успешно: ${count(examples, "пример", "примера", "примеров")}`,
    failed: (examples) => `неудачно: ${number(examples)}`,
    none: () => `в модели нет ${code("examples")}.`,
    mismatch: (what, expected, found) => `${code(what)}: ожидалось ${expected}, получено ${found}`,
  },
  written: (file) => `записано в ${quote(file)}`,

  explain: {
    total: (hundredths) => count(hundredths / 100, "балл", "балла", "баллов"),
    next: "Что дальше",
  },

  training: figuresOfTraining,
  predicted,

  backtest: {
    live: "действующая",
    draft: "черновик",
    looked: (told, taken, converted) =>
      `Лидов: ${number(told)}; рассмотрено, каждый на один день: ${number(taken)}; с конверсией: ${number(converted)}.`,
    auc: "AUC",
    handedOver: "передано в продажи",
    ofThem: "из них с конверсией",
    alone: "выбраны только этой моделью, с конверсией",
    of: (some, all) => `${number(some)} из ${number(all)}`,
    conversion: "конверсия",
    perWeek: "в неделю",
    better: (difference) => `Черновик различает лиды лучше: разница AUC ${difference}.`,
    worse: (difference) => `Черновик различает лиды хуже: разница AUC ${difference}.`,
    undecided: (difference) => `По данным нельзя сказать, что лучше: разница AUC ${difference}.`,
    notEnough: () => "Исходов слишком мало, чтобы сказать, что лучше.",
    undated: () =>
      "У признаков из списка нет дат, они считались известными всегда; то, что вписано после сделки, завышает результат.",
  },

  propose: {
    kinds: { points: "баллы", rule: "новое правило", profile: "идеальный профиль", thresholds: "порог" },
    proposal: "Предложение",
    change: "Изменение",
    leads: "Лидов",
    with: "Конверсия с ним",
    without: "без него",
    false: "Ложных не больше",
    looked: (leads, converted, conditions, newest) =>
      `Лидов: ${number(leads)}, с конверсией: ${number(converted)}; опробовано условий: ${number(conditions)}, лучшие проверены на новейших лидах (${number(newest)}).`,
    times: (rule, factor) => `${rule}: все баллы × ${number(factor)}`,
    weighs: (condition, weight) => `${condition} (вес ${number(weight)})`,
    together: (was, to, difference) =>
      `Со всеми этими баллами и правилами AUC на новейших лидах — ${to} вместо ${was}; разница ${difference}.`,
    tooGood: (names_) => `Исключено: различает так хорошо, что могло стать известно только потом: ${names(names_)}`,
    nothing: (kind, why) => `${kind}: ${why}`,
    because: {
      "not-enough": () => "исходов пока недостаточно",
      "score-says-nothing": () => "оценка не говорит, у кого будет конверсия, и дать ей шкалу нельзя",
      "nothing-found": () => "не нашлось ничего, что стоило бы менять с уверенностью",
      "not-asked": () => `не спрошено; для этого есть ${code("--per-week")} или ${code("--cost")} и ${code("--value")}`,
      "no-band": () => "в модели нет такого уровня с началом в баллах",
      "out-of-order": () => "лучшее начало зашло бы за начало соседнего уровня",
    },
    thresholdLater: () => "Порог выбран для нынешних баллов и оставлен прежним: спросите ещё раз с новой моделью.",
    cannotEdit: (file) => `${quote(file)} нельзя изменить; укажите свой файл.`,
  },

  experiment: {
    control: "контроль",
    treatment: "вариант",
    once: "один просмотр",
    anytime: "просмотр в любое время",
    arm: "Группа",
    units: "Единиц",
    converted: "Конверсий",
    rate: "Доля",
    nothingToFind: () => "Такой разницы не бывает: другая доля должна лежать между 0 и 1.",
    mixed: (units) => `${count(units, "единица", "единицы", "единиц")} более чем в одной группе; в расчёт не вошло.`,
    withoutUnit: (rows) => `${count(rows, "строка", "строки", "строк")} без единицы; в расчёт не вошло.`,
    ratioFine: (p) => `Группы заполнены как запланировано (${p}).`,
    ratioBroken: (p) => `Группы заполнены не так, как запланировано (${p}): выводы делать нельзя.`,
    notEnough: (arm) => `${arm}: исходов слишком мало, чтобы судить.`,
    better: (arm, difference, chance) =>
      `${arm}: лучше; доли различаются на ${difference}; вероятность, что этот вариант лучше, — ${chance}.`,
    worse: (arm, difference, chance) =>
      `${arm}: хуже; доли различаются на ${difference}; вероятность, что этот вариант лучше, — ${chance}.`,
    undecided: (arm, difference, chance) =>
      `${arm}: пока не решено; доли различаются на ${difference}; вероятность, что этот вариант лучше, — ${chance}.`,
  },

  diff: {
    same: () => "Модели не различаются.",
    added: (kind, name) => `добавлено: ${kind} ${quote(name)}`,
    removed: (kind, name) => `удалено: ${kind} ${quote(name)}`,
    points: (rule, from, to) => `${rule}, баллы: ${signed(from)} → ${signed(to)}`,
    starts: (band, from, to) => `начало уровня ${quote(band)}: ${start(...from)} → ${start(...to)}`,
    moved: (kind, name) => `на другом месте: ${kind} ${quote(name)}`,
    named: (kind, name) => `${kind} ${quote(name)}`,
    changed: (part, field, from, to) => `${part}, ${code(field)}: ${from} → ${to}`,
    moves: (band, enter, leave) =>
      `уровень ${quote(band)}: входит ${count(enter, "лид", "лида", "лидов")}, выходит ${number(leave)}`,
    unmoved: () => "Ни один лид не меняет уровень.",
    before: "до",
    after: "после",
    share: (leads, share) => `${number(leads)} (${percent(share)})`,
  },
  kinds: {
    model: "модель",
    total: "итог",
    rule: "правило",
    signal: "сигнал",
    dimension: "измерение",
    group: "группа",
    profile: "профиль",
    list: "список",
    band: "уровень",
    market: "рынок",
  },

  imported: {
    rules: (rules) => `перенесено: ${count(rules, "правило", "правила", "правил")}`,
    left: (what, why) => `не перенесено: ${quote(what)} (${why})`,
    several: (file, models) =>
      `в файле ${quote(file)} ${count(models, "модель", "модели", "моделей")}; добавьте ${code("--out FOLDER")}, и каждая станет отдельным файлом.`,
    notJson: (file) => `${quote(file)} — не JSON; сохраните ответ программного интерфейса той системы.`,
    notThisFormat: (file, system, place) =>
      `${quote(file)} — не то, что выдаёт ${system}${place === "" ? "" : `; посмотрите на ${code(place)}`}.`,
    why: {
      "unknown-kind": () => "такому виду здесь ничего не соответствует",
      action: () => "что делать при достижении баллов, решает сценарий",
      "time-on-page": () => "спрашивает о времени на странице до ухода с неё",
      "time-away": () => "спрашивает, как долго кто-то не появлялся",
      "repeats-after-count": () => "даёт баллы снова и снова, но не с первого раза",
      "time-of-day": () => "начинается или кончается среди дня, а здесь считаются целые дни",
      pattern: () => "в образце есть знаки подстановки, которых здесь нет",
      "too-long-a-time": () => "срок длиннее, чем здесь можно указать",
      "same-threshold": () => "на тех же баллах стоит другой порог",
      "threshold-of-part": () => "это порог одной из частей оценки",
      "switched-off": () => "выключено",
      "not-a-lead": () => "оценивает не лиды и не компании",
      layout: () => "действует только для записей с одним макетом страницы",
      "unknown-comparison": () => "такого сравнения здесь нет",
      "value-of-another-field": () => "сравнивает с другим полем",
      "sets-score": () => "задаёт баллы, а не прибавляет их",
      "unknown-variable": () => "число стоит в переменной, которой нет в файле",
      choices: () => "даёт разные баллы по собственным условиям",
      "trigger-with-filters": () => "спрашивает сразу и о событии, и о человеке",
      "not-by-event": () => "не следует за событием",
    },
  },

  faults,
} satisfies Cli;
