/** A rung of authority, as the trait `seniority` says it. */
export type Rung = "c-level" | "vp" | "director" | "head" | "manager" | "senior" | "staff" | "junior" | "intern";

export type TitleLanguage =
  | "en"
  | "de"
  | "fr"
  | "es"
  | "pt"
  | "ru"
  | "zh"
  | "zh-hant"
  | "ja"
  | "ko"
  | "ar"
  | "el"
  | "hi";

/** How often each rung asks a vendor, roughly. */
export const RUNGS: readonly (readonly [Rung, number])[] = [
  ["c-level", 7],
  ["vp", 6],
  ["director", 13],
  ["head", 8],
  ["manager", 26],
  ["senior", 12],
  ["staff", 20],
  ["junior", 5],
  ["intern", 3],
];

type Titles = Readonly<Record<Rung, readonly string[]>>;

function of(list: string): Titles {
  const rows = list.split("|").map((row) => row.trim().split(","));
  const at = (rung: number): readonly string[] => rows[rung] ?? [];
  return {
    ...{ "c-level": at(0), vp: at(1), director: at(2), head: at(3), manager: at(4) },
    ...{ senior: at(5), staff: at(6), junior: at(7), intern: at(8) },
  };
}

/** Job titles of each language, a rung between bars, from the highest. */
export const TITLES: Readonly<Record<TitleLanguage, Titles>> = {
  en: of(
    `CEO,CFO,Chief Technology Officer,COO | VP of Sales,VP Engineering,Vice President Operations
    | Director of Engineering,Marketing Director,IT Director | Head of IT,Head of Data,Head of Growth
    | Marketing Manager,Project Manager,Sales Manager,Operations Manager | Senior Software Engineer,Senior Data Analyst
    | Software Engineer,Analyst,Business Analyst,Developer | Junior Developer,Junior Analyst | Marketing Intern,Intern`,
  ),
  de: of(
    `Geschäftsführer,Vorstand Technik | Vizepräsident Vertrieb | Direktor Einkauf,Bereichsleiter IT
    | Abteilungsleiterin Controlling,Leiter Produktion | Projektmanager,Vertriebsleiter | Senior-Entwickler
    | Sachbearbeiter,Softwareentwickler | Junior-Entwickler | Werkstudentin`,
  ),
  fr: of(
    `Directeur général,Présidente | Vice-présidente ventes | Directeur informatique,Directrice marketing
    | Responsable données | Chef de projet,Responsable commercial | Ingénieur confirmé | Chargée d'études,Développeur
    | Développeur débutant | Stagiaire`,
  ),
  es: of(
    `Director general,Consejera delegada | Vicepresidente de ventas | Director de TI | Jefa de datos
    | Gerente de proyecto,Gerente comercial | Ingeniero sénior | Analista,Desarrolladora | Analista júnior | Becaria`,
  ),
  pt: of(
    `Diretor-presidente | Vice-presidente de vendas | Diretora de TI | Chefe de dados | Gerente de projetos,Gerente comercial
    | Engenheiro sênior | Analista,Desenvolvedora | Analista júnior | Estagiário`,
  ),
  ru: of(
    `Генеральный директор,Финансовый директор | Вице-президент по продажам | Директор по маркетингу,Директор по ИТ
    | Начальник отдела ИТ,Руководитель отдела данных | Менеджер проекта,Менеджер по продажам | Старший разработчик
    | Аналитик,Разработчик | Младший аналитик | Стажёр`,
  ),
  zh: of(
    `首席执行官,总经理,首席技术官 | 副总裁 | 市场总监,技术总监 | 信息部主任,研发部部长 | 项目经理,销售经理,市场部经理 | 高级工程师
    | 软件工程师,数据分析师 | 初级工程师 | 实习生`,
  ),
  "zh-hant": of(
    `執行長,總經理,技術長 | 副總裁 | 行銷總監,技術總監 | 資訊部主任 | 專案經理,市場部經理,業務經理 | 資深工程師 | 軟體工程師,資料分析師
    | 初級工程師 | 實習生`,
  ),
  ja: of(
    "代表取締役,最高技術責任者 | 副社長 | 本部長,取締役 | 部長 | 課長,マネージャー | 主任 | エンジニア,担当者 | 新入社員 | インターン",
  ),
  ko: of("대표이사,최고기술책임자 | 부사장 | 이사,본부장 | 부장 | 과장,팀장 | 대리 | 사원,개발자 | 신입사원 | 인턴"),
  ar: of(
    "الرئيس التنفيذي,المدير المالي | نائب الرئيس | مدير إدارة التسويق | رئيس قسم تقنية المعلومات | مدير مشروع,مدير مبيعات | مهندس أول | محلل,مهندس برمجيات | محلل مبتدئ | متدرب",
  ),
  el: of(
    "Διευθύνων Σύμβουλος | Αντιπρόεδρος Πωλήσεων | Διευθυντής Πληροφορικής | Επικεφαλής Δεδομένων | Υπεύθυνη Έργου,Υπεύθυνος Πωλήσεων | Ανώτερος Μηχανικός | Αναλυτής,Προγραμματιστής | Βοηθός Αναλυτή | Ασκούμενη",
  ),
  hi: of(
    "मुख्य कार्यकारी अधिकारी | उपाध्यक्ष बिक्री | निदेशक प्रौद्योगिकी | विभाग प्रमुख | परियोजना प्रबंधक,बिक्री प्रबंधक | वरिष्ठ अभियंता | विश्लेषक,अभियंता | कनिष्ठ विश्लेषक | प्रशिक्षु",
  ),
};

/** Whose titles the core reads by itself; the seniority of others comes with the lead, as a CRM would say it. */
export const READ_BY_THE_CORE: ReadonlySet<TitleLanguage> = new Set(["en", "ru", "zh", "zh-hant"]);
