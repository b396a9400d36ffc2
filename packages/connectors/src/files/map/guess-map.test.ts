import { describe, expect, test } from "vitest";
import { guessMap } from "./guess-map.ts";

/** What a guess made of the columns of a header line, by target. */
function guessed(of: "leads" | "events", header: string, rows: readonly string[] = []): Record<string, string> {
  const cells = (line: string) => line.split(",").map((cell) => cell.trim());
  const { guesses } = guessMap(of, cells(header), rows.map(cells));
  return Object.fromEntries(guesses.map(({ target, column }) => [target, column]));
}

describe("the exports of CRM systems", () => {
  test("HubSpot, contacts", () => {
    const header =
      "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date,Lead Status,Marketing contact status,Create Date,Lifecycle Stage,Job Title,Company Name,Associated Company,Associated Company IDs,Industry,Number of Employees,Annual Revenue,Country/Region,State/Region,City,Postal Code,Time Zone,Preferred language,Website URL,Original Source,Number of Pageviews,Unsubscribed from all email";
    expect(guessed("leads", header)).toEqual({
      id: "Record ID",
      email: "Email",
      firstName: "First Name",
      lastName: "Last Name",
      phone: "Phone Number",
      owner: "Contact owner",
      leadStatus: "Lead Status",
      createdAt: "Create Date",
      lifecycleStage: "Lifecycle Stage",
      title: "Job Title",
      company: "Company Name",
      industry: "Industry",
      employees: "Number of Employees",
      annualRevenue: "Annual Revenue",
      country: "Country/Region",
      state: "State/Region",
      city: "City",
      timezone: "Time Zone",
      language: "Preferred language",
      website: "Website URL",
      leadSource: "Original Source",
    });
  });

  test("HubSpot, by the internal names of its API", () => {
    const header =
      "id,properties.email,properties.firstname,properties.lastname,properties.jobtitle,properties.company,properties.numberofemployees,properties.annualrevenue,properties.hs_lead_status,properties.lifecyclestage,properties.hubspot_owner_id,properties.createdate,properties.hs_object_id";
    expect(guessed("leads", header)).toMatchObject({
      id: "properties.hs_object_id",
      email: "properties.email",
      firstName: "properties.firstname",
      title: "properties.jobtitle",
      company: "properties.company",
      employees: "properties.numberofemployees",
      annualRevenue: "properties.annualrevenue",
      leadStatus: "properties.hs_lead_status",
      lifecycleStage: "properties.lifecyclestage",
      owner: "properties.hubspot_owner_id",
      createdAt: "properties.createdate",
    });
  });

  test("Salesforce, a data export of leads", () => {
    const header =
      "Id,IsDeleted,LastName,FirstName,Salutation,Name,Title,Company,Street,City,State,PostalCode,Country,Phone,MobilePhone,Email,Website,LeadSource,Status,Industry,Rating,AnnualRevenue,NumberOfEmployees,OwnerId,IsConverted,CreatedDate,LastActivityDate,HasOptedOutOfEmail,Budget__c";
    expect(guessed("leads", header)).toEqual({
      id: "Id",
      email: "Email",
      firstName: "FirstName",
      lastName: "LastName",
      name: "Name",
      salutation: "Salutation",
      title: "Title",
      company: "Company",
      city: "City",
      state: "State",
      country: "Country",
      phone: "Phone",
      website: "Website",
      leadSource: "LeadSource",
      leadStatus: "Status",
      industry: "Industry",
      annualRevenue: "AnnualRevenue",
      employees: "NumberOfEmployees",
      owner: "OwnerId",
      createdAt: "CreatedDate",
    });
  });

  test("Salesforce, a report on leads", () => {
    const header =
      "Lead Owner,First Name,Last Name,Title,Company / Account,Email,Phone,State/Province,Country,Lead Source,Lead Status,Rating,Annual Revenue,No. of Employees,Industry,Create Date,Lead ID";
    expect(guessed("leads", header)).toMatchObject({
      id: "Lead ID",
      owner: "Lead Owner",
      title: "Title",
      company: "Company / Account",
      state: "State/Province",
      leadStatus: "Lead Status",
      employees: "No. of Employees",
      createdAt: "Create Date",
    });
  });

  test("Zoho CRM, leads", () => {
    const header =
      "Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Fax,Mobile,Website,Lead Source,Lead Status,Industry,No. of Employees,Annual Revenue,Rating,Created By.id,Created By,Created Time,Modified Time,Full Name,Street,City,State,Zip Code,Country,Description,Email Opt Out,Salutation,Secondary Email";
    expect(guessed("leads", header)).toEqual({
      id: "Record Id",
      owner: "Lead Owner",
      company: "Company",
      firstName: "First Name",
      lastName: "Last Name",
      name: "Full Name",
      title: "Designation",
      email: "Email",
      phone: "Phone",
      website: "Website",
      leadSource: "Lead Source",
      leadStatus: "Lead Status",
      industry: "Industry",
      employees: "No. of Employees",
      annualRevenue: "Annual Revenue",
      createdAt: "Created Time",
      city: "City",
      state: "State",
      country: "Country",
      salutation: "Salutation",
    });
  });

  test("Mautic, contacts: the title is a salutation beside a position", () => {
    const header =
      "id,date_added,date_identified,last_active,points,title,firstname,lastname,company,position,email,mobile,phone,address1,city,state,zipcode,country,preferred_locale,timezone,website,owner";
    expect(guessed("leads", header)).toEqual({
      id: "id",
      createdAt: "date_added",
      salutation: "title",
      firstName: "firstname",
      lastName: "lastname",
      company: "company",
      title: "position",
      email: "email",
      phone: "phone",
      city: "city",
      state: "state",
      country: "country",
      language: "preferred_locale",
      timezone: "timezone",
      website: "website",
      owner: "owner",
    });
  });
});

describe("other languages", () => {
  test("simplified Chinese", () => {
    const header =
      "客户编号,姓名,邮箱,手机号,公司名称,职位,所属行业,员工人数,年营业额,国家/地区,省份,城市,线索来源,线索状态,商机阶段,负责人,创建时间,性别,年龄,备注";
    expect(guessed("leads", header)).toEqual({
      id: "客户编号",
      name: "姓名",
      email: "邮箱",
      phone: "手机号",
      company: "公司名称",
      title: "职位",
      industry: "所属行业",
      employees: "员工人数",
      annualRevenue: "年营业额",
      country: "国家/地区",
      state: "省份",
      city: "城市",
      leadSource: "线索来源",
      leadStatus: "线索状态",
      stage: "商机阶段",
      owner: "负责人",
      createdAt: "创建时间",
      gender: "性别",
      age: "年龄",
    });
  });

  test("traditional Chinese", () => {
    expect(
      guessed("leads", "客戶編號,姓名,電子郵件,手機,公司名稱,職稱,產業,員工人數,年營收,國家,城市,負責人,建立時間"),
    ).toEqual({
      id: "客戶編號",
      name: "姓名",
      email: "電子郵件",
      phone: "手機",
      company: "公司名稱",
      title: "職稱",
      industry: "產業",
      employees: "員工人數",
      annualRevenue: "年營收",
      country: "國家",
      city: "城市",
      owner: "負責人",
      createdAt: "建立時間",
    });
  });

  test("Russian", () => {
    const header =
      "ID,Имя,Фамилия,Должность,Компания,Эл. почта,Телефон,Отрасль,Кол-во сотрудников,Годовая выручка,Страна,Регион,Город,Сайт,Источник,Статус,Ответственный,Дата создания,Пол,Возраст,Часовой пояс";
    expect(guessed("leads", header)).toEqual({
      id: "ID",
      firstName: "Имя",
      lastName: "Фамилия",
      title: "Должность",
      company: "Компания",
      email: "Эл. почта",
      phone: "Телефон",
      industry: "Отрасль",
      employees: "Кол-во сотрудников",
      annualRevenue: "Годовая выручка",
      country: "Страна",
      state: "Регион",
      city: "Город",
      website: "Сайт",
      leadSource: "Источник",
      leadStatus: "Статус",
      owner: "Ответственный",
      createdAt: "Дата создания",
      gender: "Пол",
      age: "Возраст",
      timezone: "Часовой пояс",
    });
  });

  test.each([
    [
      "German",
      "Kunden-ID,Vorname,Nachname,E-Mail-Adresse,Firma,Branche,Anzahl Mitarbeiter,Jahresumsatz,Land,Stadt",
      "Anzahl Mitarbeiter",
    ],
    [
      "French",
      "Identifiant,Prénom,Nom,Adresse e-mail,Entreprise,Secteur,Effectif,Chiffre d’affaires,Pays,Ville",
      "Effectif",
    ],
    [
      "Spanish",
      "ID de contacto,Nombre,Apellidos,Correo electrónico,Empresa,Sector,Número de empleados,Ingresos anuales,País,Ciudad",
      "Número de empleados",
    ],
  ])("%s", (_, header, employees) => {
    const found = guessed("leads", header);
    expect(found).toMatchObject({ employees });
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(["id", "email", "company", "industry", "employees", "annualRevenue", "country", "city"]),
    );
  });
});

describe("events", () => {
  test("a Marketo activity log", () => {
    const header =
      "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes";
    expect(guessed("events", header)).toEqual({
      messageId: "marketoGUID",
      userId: "leadId",
      timestamp: "activityDate",
      event: "activityTypeId",
    });
  });

  test("a shop's", () => {
    const rows = ["1,17850,2010-12-01T08:26:00,item_purchased,6", "2,17850,2010-12-01T08:26:00,item_purchased,6"];
    expect(guessed("events", "event_id,customer_id,timestamp,type,quantity", rows)).toEqual({
      messageId: "event_id",
      userId: "customer_id",
      timestamp: "timestamp",
      event: "type",
    });
  });

  test("a column of the six types is the type", () => {
    const rows = ["u1,track,Signed Up,2020-01-01", "u1,identify,,2020-01-01"];
    expect(guessed("events", "User ID,Type,Event,Time", rows)).toEqual({
      type: "Type",
      userId: "User ID",
      event: "Event",
      timestamp: "Time",
    });
  });

  test("date and clock in two columns", () => {
    const { map } = guessMap(
      "events",
      ["Email", "Action", "Date", "Time"],
      [["a@b.co", "Open", "12/1/2010", "8:26 AM"]],
    );
    expect(map.events?.timestamp).toEqual({ columns: ["Date", "Time"] });
  });

  test("visits have no name but a page", () => {
    const { map } = guessMap(
      "events",
      ["visitor_id", "time", "Page URL"],
      [["v1", "2020-01-01 10:00", "https://a.example/"]],
    );
    expect(map.events).toMatchObject({ type: { value: "page" }, properties: { url: { column: "Page URL" } } });
  });

  test("Chinese and Russian", () => {
    expect(guessed("events", "用户ID,事件名称,时间,金额")).toEqual({
      userId: "用户ID",
      event: "事件名称",
      timestamp: "时间",
    });
    expect(guessed("events", "ID клиента,Событие,Дата и время,Сумма")).toEqual({
      userId: "ID клиента",
      event: "Событие",
      timestamp: "Дата и время",
    });
  });

  test("an id is the event's where somebody else is named and no two are alike, else the user's", () => {
    const rows = (ids: readonly string[]) => ids.map((id) => `${id},u1,Open,2020-01-01`);
    expect(guessed("events", "id,user_id,event,date", rows(["1", "2"]))).toMatchObject({
      messageId: "id",
      userId: "user_id",
    });
    expect(guessed("events", "id,user_id,event,date", rows(["1", "1"]))).not.toHaveProperty("messageId");
    expect(guessed("events", "id,event,date", ["7,Open,2020-01-01"])).toMatchObject({ userId: "id" });
  });
});

describe("what stands in a column", () => {
  test("tells where its name does not", () => {
    const { guesses } = guessMap(
      "leads",
      ["A", "B"],
      [
        ["1", "x@example.com"],
        ["2", "y@example.com"],
      ],
    );
    expect(guesses).toEqual([{ column: "B", target: "email", because: "values" }]);
    const events = guessMap("events", ["user", "what", "ts0"], [["u", "Open", "2020-01-01T10:00:00Z"]]);
    expect(events.guesses).toContainEqual({ column: "ts0", target: "timestamp", because: "values" });
  });

  test("forbids what its name promises", () => {
    expect(guessed("leads", "ID,Email", ["1,yes", "2,no"])).toEqual({ id: "ID" });
    expect(guessed("leads", "ID,Size", ["1,large", "2,small"])).toEqual({ id: "ID" });
  });
});

test("what nothing is known of is told", () => {
  expect(guessMap("leads", ["ID", "Shoe size", "Email", "E-Mail"], []).unmapped).toEqual(["Shoe size", "E-Mail"]);
});

test("names from the machinery of objects are columns like others", () => {
  expect(guessMap("leads", ["ID", "__proto__", "constructor", "toString"], []).unmapped).toEqual([
    "__proto__",
    "constructor",
    "toString",
  ]);
});
