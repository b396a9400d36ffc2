import type { Proposals } from "../../en/screens/proposals.ts";
import { count, figures } from "../figures.ts";

const { number, quote } = figures;

export const proposals = {
  backtest: {
    hint: "Черновик и действующая версия оценивают одни и те же лиды прошлого, какими они были тогда; их дальнейшая судьба показывает, кто точнее.",
    ask: "Проверить на истории",
    noDraft: "Проверять нечего: черновика нет",
    noDraftHint: "Сначала измените модель; здесь будет видно, что изменилось бы.",
    notLive: "Нет действующей версии для сравнения",
    none: "Ещё не проверяли",
    noneHint: "Это займёт минуту или две и ничего не изменит.",
    perWeek: "Продажи могут обработать за неделю",
    perWeekHint: "Пусто: столько, сколько действующая версия ставит на высший уровень.",
    live: "Действующая",
    draft: "Черновик",
    difference: "Черновик − действующая",
    verdicts: {
      better: "Черновик упорядочивает лучше",
      worse: "Черновик упорядочивает хуже",
      level: "Ясной разницы нет",
      unknown: "Данных недостаточно, чтобы судить",
    },
    pairs: (live, draft) =>
      `Из двух лидов, с конверсией и без неё, действующая версия ставит первым нужного в ${number(live)} случаях из 100, черновик — в ${number(draft)}.`,
    handed: (leads, live, draft) =>
      `Из лучших ${count(leads, "лида", "лидов", "лидов")} конверсия была у ${number(live)} по действующей версии и у ${number(draft)} по черновику.`,
    only: (live, liveConverted, draft, draftConverted) =>
      `Только действующая версия отобрала бы ${number(live)} (с конверсией: ${number(liveConverted)}), только черновик — ${number(draft)} (с конверсией: ${number(draftConverted)}).`,
    figures: "Рядом",
    figure: "Показатель",
    atTop: "Конверсия лучших лидов",
    bandOf: (band) => `Конверсия на уровне ${band}`,
    paired: (n) => `На лидах, которых оценивают обе версии: ${number(n)}.`,
    weeks: "Лидов в неделю",
    weeksHint: "Сколько лидов в среднем за неделю переходит на каждый уровень.",
    changed: "С тех пор черновик мог измениться.",
  },

  hint: "Что в модели изменила бы история: другие баллы, новые правила, профиль лучших клиентов, начало уровней. Ничего не меняется, пока вы не примете это в черновик.",
  ask: "Искать предложения",
  askAgain: "Искать снова",
  none: "Пока никто не спрашивал",
  noneHint: "Это займёт минуту или две. У каждого предложения сказано, что говорит за него.",
  mayNot: "Ваша роль позволяет читать предложения. Запрашивают их администраторы, маркетологи и аналитики.",
  perWeek: "Продажи могут обработать за неделю",
  perWeekHint: "Под это предлагается начало уровней. Пусто: не предлагается.",
  found: (leads, converted) => `Лидов: ${number(leads)}, из них с конверсией: ${number(converted)}.`,
  tried: (conditions) =>
    `Рассмотрено условий: ${number(conditions)}; предложения, которые объясняет случайность, не показаны.`,
  together: (was, to, low, high) =>
    `Все баллы и правила вместе: AUC на самых новых лидах с ${was} до ${to} (95 % изменения: от ${low} до ${high}).`,
  nothing: "Предложить нечего",
  nothingHint: "Модель согласуется с увиденным, или данных слишком мало, чтобы сказать иное.",
  kinds: { points: "Баллы", rule: "Новые правила", profile: "Идеальный профиль", thresholds: "Начало уровней" },
  points: {
    points: (rule, was, to) => `${rule}: баллы ${number(was)} → ${number(to)}`,
    times: (rule, to) => `${rule}: все баллы × ${number(to)}`,
  },
  inMarket: (market) => `на рынке ${quote(market)}`,
  rule: (label) => `Новое правило: ${label}`,
  profile: (name, conditions) => `Профиль ${quote(name)}, ${count(conditions, "условие", "условия", "условий")}`,
  band: (band, was, to) => `${quote(band)} начинается с ${number(to)} вместо ${number(was)}`,
  bandNew: (band, to) => `${quote(band)} начинается с ${number(to)}`,
  evidence: {
    converts: (withIt, without, leads) => `С ним конверсия ${withIt} (лидов: ${number(leads)}), без него ${without}.`,
    worth: (points, low, high) =>
      `По истории оно стоит столько баллов: ${number(points)} (95 %: от ${number(low)} до ${number(high)}), при прочих равных правилах.`,
    factor: (factor, low, high) =>
      `По истории оно стоит в ${count(factor, "раз", "раза", "раз")} больше (95 %: от ${number(low)} до ${number(high)}), при прочих равных правилах.`,
    lift: (lift, low, high) =>
      `На лидах, которых поиск не видел, там, где оно выполняется, конверсия в ${count(lift, "раз", "раза", "раз")} чаще, чем у всех (95 %: от ${number(low)} до ${number(high)}).`,
    q: (share) => `Среди предложений с такой уверенностью ложных не больше ${share}.`,
    auc: (was, to) => `AUC на самых новых лидах: ${was} → ${to}.`,
    best: {
      value: (best, others) =>
        `Что общего у клиентов, которые принесли больше всего (${number(best)}), в отличие от остальных (${number(others)}).`,
      won: (best, others) =>
        `Что общего у выигранных лидов (${number(best)}), в отличие от остальных (${number(others)}).`,
    },
    shares: (best, others) => `верно для ${number(best)} из лучших и ${number(others)} из остальных`,
    threshold: (leads, converted) => `Лидов: ${number(leads)}, из них с конверсией: ${number(converted)}.`,
    between: (low, high) => `С другими лидами начало лежало бы от ${number(low)} до ${number(high)} (95 %).`,
    capacity: (perWeek) => `Для ${count(perWeek, "лида", "лидов", "лидов")} в неделю.`,
  },
  accept: "Принять в черновик",
  dismiss: "Отклонить",
  restore: "Отменить решение",
  acceptOf: (proposal) => `Принять в черновик: ${proposal}`,
  dismissOf: (proposal) => `Отклонить: ${proposal}`,
  says: { accepted: "В черновике", dismissed: "Отклонено" },
  decided: (says, who, ago) => `${says}: ${who}, ${ago}`,
  stale: {
    gone: "Того, что оно изменило бы, в черновике больше нет.",
    changed: "То, что оно изменило бы, в черновике теперь другое. Поищите снова.",
  },
  silent: {
    "not-enough": "Для этого пока недостаточно данных.",
    "score-says-nothing": "Оценка не показывает, у кого будет конверсия, поэтому у баллов нет шкалы.",
    "nothing-found": "То, что есть, согласуется с увиденным.",
    "not-asked": "Об этом не спрашивали.",
    "no-band": "В модели нет уровней по баллам.",
    "out-of-order": "Лучшее начало лежит ниже соседнего уровня или выше всех оценок.",
  },
  silentOf: (kind, why) => `${kind}: ${why}`,
  tooGood: (names) =>
    `Эти признаки так хорошо выдают конверсию, что были известны лишь после неё, поэтому о них ничего не предлагается: ${names}.`,
} satisfies Proposals;
