/**
 * What columns are called in the exports of CRM and marketing systems and in the languages of the
 * product. Each target's names stand in the order in which they are believed; case, spaces and
 * punctuation do not matter.
 */
type Words = Readonly<Record<string, string>>;

/** What a lead is known by. */
export const LEAD_WORDS: Words = {
  id: `Lead ID|Contact ID|Record ID|Person ID|Prospect ID|Subscriber ID|External ID|Customer ID|User ID|Member ID|Client ID
    |hs_object_id|ID|Kontakt-ID|Datensatz-ID|Kunden-ID|Kundennummer|Identifiant|ID de contact|ID de contacto|ID de registro
    |ID лида|ID контакта|ID клиента|ID записи|ID пользователя|Код клиента|Номер клиента
    |线索ID|线索编号|联系人ID|客户ID|客户编号|客户编码|用户ID|会员ID|记录ID|编号|線索ID|聯絡人ID|客戶ID|客戶編號|用戶ID|會員ID|記錄ID|編號`,
  email: `Email|E-mail|Email Address|E-mail Address|Work Email|Business Email|Primary Email|Mail|Person Email|Contact Email|Lead Email|Email 1|E-mail 1 - Value
    |E-Mail-Adresse|Adresse e-mail|Courriel|Correo electrónico|Correo
    |Эл. почта|Электронная почта|Эл. адрес|Почта|Рабочий email|E-mail рабочий|Рабочий e-mail|Адрес электронной почты
    |邮箱|电子邮箱|电子邮件|邮件|邮箱地址|邮件地址|工作邮箱|電子郵件|電子信箱|郵箱|電郵|信箱|メールアドレス`,
  anonymousId: "Anonymous ID|Device ID|Visitor ID|Cookie ID|访客ID|訪客ID|设备ID|裝置ID",
};

/** Traits, in the names by which models know them. A title stands before a salutation, which some systems call title too. */
export const TRAIT_WORDS: Words = {
  firstName: `First Name|Given Name|Forename|Vorname|Prénom|Nombre|Имя|名|名字`,
  lastName: `Last Name|Surname|Family Name|Nachname|Nom de famille|Apellido|Apellidos|Фамилия|姓|姓氏`,
  name: `Full Name|Contact Name|Lead Name|Name|Vollständiger Name|Nom complet|Nom|Nombre completo|ФИО|Полное имя|Контактное лицо|Название лида
    |姓名|全名|联系人|联系人姓名|客户姓名|聯絡人|聯絡人姓名|客戶姓名`,
  title: `Job Title|Position|Job Position|Role|Job Role|Designation|Job|Title|Position Title|Stelle|Jobtitel|Berufsbezeichnung|Funktion|Poste|Fonction|Intitulé du poste|Cargo|Puesto
    |Должность|Позиция|职位|职务|职称|岗位|職位|職務|職稱`,
  salutation: "Salutation|Title|Anrede|Civilité|Tratamiento|Обращение|称谓|稱謂",
  company: `Company|Company Name|Account Name|Company / Account|Account|Organization|Organisation|Organization Name|Associated Company|Primary Associated Company|Employer|Firma|Unternehmen|Firmenname
    |Entreprise|Société|Empresa|Nombre de la empresa|Компания|Организация|Название компании|Наименование организации
    |公司|公司名称|企业|企业名称|单位|公司名稱|企業|企業名稱|會社名|会社名`,
  industry: `Industry|Company Industry|Sector|Branche|Secteur|Secteur d’activité|Sector industrial|Industria|Отрасль|Сфера деятельности|Индустрия|Отрасль компании
    |行业|所属行业|產業|行業|所屬行業|産業`,
  employees: `Number of Employees|No. of Employees|Num Employees|Employees|Employee Count|Company Size|Company Employees|Headcount|Size|numberofemployees
    |Anzahl Mitarbeiter|Mitarbeiterzahl|Mitarbeiter|Unternehmensgröße|Effectif|Nombre d’employés|Número de empleados|Empleados
    |Количество сотрудников|Кол-во сотрудников|Число сотрудников|Численность сотрудников|Численность|Сотрудников|Сотрудники|Размер компании
    |员工人数|员工数|员工数量|公司规模|企业规模|人员规模|规模|員工人數|員工數|公司規模|企業規模|人員規模|規模`,
  annualRevenue: `Annual Revenue|Company Revenue|Revenue|Yearly Revenue|Total Revenue|Jahresumsatz|Umsatz|Chiffre d’affaires|CA annuel|Ingresos anuales|Facturación
    |Годовая выручка|Выручка|Годовой оборот|Оборот|Годовой доход|年收入|年营业额|营业额|年营收|营收|年營收|營收|年營業額|營業額`,
  country: `Country|Country/Region|Country/Territory|Country Name|Country Code|Mailing Country|Billing Country|IP Country|Land|Land/Region|Pays|País|País/Región|Страна|Страна/регион
    |国家|国家/地区|国别|國家|國家/地區|國別|国`,
  state: `State|State/Region|State/Province|Province|Region|Mailing State|Billing State|Bundesland|Bundesland/Region|Région|État/Région|Provincia|Estado|Estado/Región
    |Область|Регион|Край|Область/регион|省|省份|州/省|地区|省市|地區`,
  city: `City|Town|Mailing City|Billing City|Stadt|Ort|Ville|Ciudad|Город|Населённый пункт|城市|市|所在城市`,
  phone: `Phone|Phone Number|Phone 1|Phone 1 - Value|Telephone|Business Phone|Work Phone|Tel|Mobile|Mobile Phone|Mobile Phone Number|Cell|Telefon|Telefonnummer|Téléphone|Numéro de téléphone|Teléfono|Número de teléfono
    |Телефон|Номер телефона|Рабочий телефон|Мобильный телефон|Мобильный|电话|电话号码|手机|手机号|手机号码|联系电话|電話|電話號碼|手機|手機號碼|聯絡電話`,
  website: `Website|Website URL|Web Site|Company Website|URL|Company Domain Name|Domain|Webseite|Webseiten-URL|Site web|Sitio web|URL del sitio web|Сайт|Веб-сайт|Сайт компании
    |网站|网址|官网|公司网站|網站|網址|官網|公司網站`,
  createdAt: `Created At|Create Date|Created Date|Creation Date|Date Created|Date Added|Created Time|Created On|Created|createdate|Erstellungsdatum|Erstellt am|Date de création|Fecha de creación
    |Дата создания|Создан|Дата регистрации|创建时间|创建日期|注册时间|添加时间|建立時間|建立日期|註冊時間|創建時間|新增時間`,
  owner: `Lead Owner|Contact Owner|Record Owner|Account Owner|Owner|Owner Name|Owner ID|Assigned To|Sales Rep|hubspot_owner_id|Zuständiger Mitarbeiter|Kontaktinhaber|Propriétaire du contact|Propietario del contacto
    |Ответственный|Ответственный менеджер|Менеджер|Владелец|负责人|所有者|线索所有人|销售负责人|跟进人|負責人|擁有者|線索擁有者`,
  stage: `Deal Stage|Opportunity Stage|Sales Stage|Stage|Pipeline Stage|Phase|Étape|Etapa|Этап|Стадия|Стадия сделки|Этап сделки|阶段|商机阶段|销售阶段|階段|商機階段|銷售階段`,
  leadStatus: `Lead Status|hs_lead_status|Contact Status|Status|Lead-Status|Leadstatus|Statut du lead|Estado del lead|Статус лида|Статус|线索状态|客户状态|状态|線索狀態|客戶狀態|狀態`,
  leadSource: `Lead Source|Original Source|Original Source Type|Source|Lead-Quelle|Quelle|Originalquelle|Source du lead|Source d’origine|Origen del lead|Fuente original|Источник лида|Источник|Первоисточник
    |线索来源|来源|客户来源|線索來源|來源|客戶來源`,
  lifecycleStage: `Lifecycle Stage|Lifecyclestage|Lifecycle-Phase|Phase du cycle de vie|Etapa del ciclo de vida|Этап жизненного цикла|生命周期阶段|生命週期階段`,
  lost: "Lost|Is Lost|Closed Lost|Verloren|Perdu|Perdido|Потерян|Проигран|已流失|已輸單|丢单|流失",
  consent: `Consent|Marketing Consent|GDPR Consent|Email Opt In|Opt In|Opted In|Einwilligung|Consentement|Consentimiento|Согласие|Согласие на рассылку|同意|是否同意|营销同意|行銷同意`,
  age: "Age|Alter|Âge|Edad|Возраст|年龄|年齡",
  gender: "Gender|Sex|Geschlecht|Genre|Sexe|Género|Sexo|Пол|性别|性別",
  language: `Language|Preferred Language|Preferred Locale|Locale|Sprache|Bevorzugte Sprache|Langue|Idioma|Язык|Предпочитаемый язык|语言|首选语言|語言|慣用語言`,
  timezone: "Time Zone|Timezone|Zeitzone|Fuseau horaire|Zona horaria|Часовой пояс|时区|時區",
};

export const EVENT_WORDS: Words = {
  timestamp: `Timestamp|Event Timestamp|Event Time|Event Date|Occurred At|Activity Date|Activity Date/Time|Activity Time|Date/Time|Datetime|Date and Time|Original Timestamp|Happened At|Created At|Created Date|Create Date|Date Added|Date|Time|Received At|Sent At|ts
    |Zeitstempel|Zeitpunkt|Datum|Horodatage|Date de l’événement|Fecha y hora|Fecha
    |Дата и время|Время события|Дата события|Дата|Время
    |时间戳|事件时间|发生时间|行为时间|时间|日期|創建時間|创建时间|時間戳|事件時間|發生時間|時間`,
  email: LEAD_WORDS["email"] ?? "",
  userId: `User ID|Lead ID|Contact ID|Record ID|Customer ID|Person ID|Prospect ID|Member ID|Subscriber ID|Distinct ID|User|Customer
    |Kunden-ID|Kundennummer|Benutzer-ID|Kontakt-ID|Identifiant client|ID de cliente|ID de contacto
    |ID пользователя|ID клиента|ID контакта|ID лида|Код клиента|用户ID|客户ID|客户编号|联系人ID|线索ID|会员ID|用戶ID|客戶ID|客戶編號|聯絡人ID|線索ID|會員ID`,
  anonymousId: `Anonymous ID|Device ID|Visitor ID|Client ID|Cookie ID|Session ID|Visitor|Geräte-ID|Besucher-ID|ID посетителя|ID устройства|访客ID|设备ID|訪客ID|裝置ID`,
  messageId: `Message ID|Event ID|Event UUID|Insert ID|Activity ID|marketoGUID|GUID|UUID|Log ID|Engagement ID|Ereignis-ID|ID события|ID сообщения|事件ID|消息ID|訊息ID`,
  event: `Event|Event Name|Event Type|Activity Type|Activity|Activity Name|Activity Type ID|Action|Action Name|Event Action|Engagement Type|Type|Ereignis|Aktion|Événement|Evento|Acción
    |Событие|Название события|Тип события|Действие|事件|事件名称|事件名|事件类型|行为|行为类型|动作|操作|事件名稱|事件類型|行為|動作`,
  groupId: "Group ID|Account ID|Company ID|Organization ID",
};

/**
 * What deals and opportunities are known by. That a record is called so says more of a deal than of
 * its lead; what its stages are called is looked at, too.
 */
export const OUTCOME_WORDS: Words = {
  messageId: `Deal ID|Opportunity ID|Record ID - Deal|Record ID|Deal-ID|ID сделки|Номер сделки|商机ID|商机编号|商機ID|商機編號|交易ID`,
  id: `Lead ID|Contact ID|Contact Record ID|Associated Contact IDs|Associated Contact ID|Primary Contact ID|Person ID|Prospect ID|Customer ID|User ID|Kontakt-ID|Kunden-ID|Kundennummer
    |ID de contact|ID de contacto|ID лида|ID контакта|ID клиента|线索ID|联系人ID|客户ID|客户编号|線索ID|聯絡人ID|客戶ID|客戶編號`,
  email: `Email|Contact Email|Associated Contact Email|Primary Contact Email|Lead Email|${LEAD_WORDS["email"] ?? ""}`,
  outcome: `Outcome|Result|Deal Stage|Opportunity Stage|Sales Stage|Stage|Deal Status|Opportunity Status|Status|Won/Lost|Ergebnis|Résultat|Resultado
    |Исход|Результат|Статус|结果|結果|${TRAIT_WORDS["stage"] ?? ""}|${TRAIT_WORDS["leadStatus"] ?? ""}`,
  timestamp: `Outcome Date|Close Date|Closed Date|Date Closed|Closed At|Closed On|Closing Date|Won Date|Lost Date|Won Time|Lost Time|Abschlussdatum|Schließdatum|Date de clôture|Date de fermeture|Fecha de cierre
    |Дата закрытия|Дата исхода|Дата завершения|成交日期|成交时间|结束日期|关闭日期|关闭时间|結束日期|關閉日期|成交時間`,
  createdAt: TRAIT_WORDS["createdAt"] ?? "",
  value: `Value|Amount|Deal Amount|Deal Value|Opportunity Amount|Opportunity Value|Betrag|Wert|Auftragswert|Montant|Valeur|Importe|Valor|Сумма|Сумма сделки|Бюджет|Стоимость
    |金额|成交金额|商机金额|交易金额|金額|成交金額|商機金額|交易金額`,
  currency: `Currency|Currency Code|Currency ISO Code|Deal Currency|Währung|Devise|Moneda|Валюта|币种|货币|幣別|貨幣`,
  reason: `Reason|Lost Reason|Loss Reason|Closed Lost Reason|Closed Won Reason|Win Reason|Won Reason|Close Reason|Grund|Verlustgrund|Motif|Motif de perte|Motivo|Motivo de pérdida|Razón
    |Причина|Причина отказа|Причина проигрыша|原因|输单原因|丢单原因|流失原因|輸單原因|丟單原因`,
};

export const PROPERTY_WORDS: Words = {
  url: "Page URL|URL|Page Location|Page Address|Link|页面地址|页面URL|網頁地址|Адрес страницы",
  path: "Page Path|Path|Page|URL Path|页面路径|頁面路徑",
  title: "Page Title|页面标题|頁面標題|Заголовок страницы",
  referrer: "Referrer|Page Referrer|Referer|Referring URL|来源页面|來源頁面",
};

/** Columns that hold a clock beside a column that holds the date. */
export const CLOCK_WORDS = "Time|Time of Day|Uhrzeit|Zeit|Heure|Hora|Время|时间|時間";

/** Endings and beginnings of names whose numbers are not amounts: nobody adds up postal codes. */
const LABEL_WORDS =
  /(?:\b(?:(?:no|nr|number)(?!\s*of)|ids?|code|zip|postal|postcode|plz|phone|mobile|tel|fax|sku|guid|uuid|key|hash|version)\b|telefon|телефон|индекс|код|номер|артикул|编号|编码|邮编|电话|手机|号码|編號|編碼|郵遞|電話|手機|號碼)/iu;

/** Whether a column's numbers are labels. */
export function isLabel(column: string): boolean {
  return LABEL_WORDS.test(column.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/[_.-]+/g, " "));
}

/** A name as it is compared: its letters and digits, without what exports put around them. */
export function columnKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^(?:properties|traits|attributes|fields)\./, "")
    .replace(/__c$/, "")
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The names of a target as they are compared, in order. */
export function keysOf(words: string): readonly string[] {
  return words.split("|").map((word) => columnKey(word.trim()));
}
