import { describe, expect, test } from "vitest";
import { importOptions } from "@/server/imports/contract";
import { type ImportField, importFieldNames } from "@/server/imports/parsing/columns/fields";
import { guessMapping, headerKey, headerScores } from "@/server/imports/parsing/columns/guess-mapping";
import { headerNames } from "@/server/imports/parsing/columns/header-names";
import { profiler } from "@/server/imports/parsing/columns/profile";
import { questionsFor } from "@/server/imports/parsing/columns/questions";

function columns(headers: string[], ...rows: string[][]) {
  const profile = profiler(headers);
  for (const cells of rows) profile.add({ line: 2, cells });
  return profile.columns();
}

const guessed = (headers: string[], ...rows: string[][]) =>
  Object.fromEntries(
    Object.entries(guessMapping(columns(headers, ...rows))).map(([field, index]) => [headers[index], field]),
  );

describe("headers are recognised", () => {
  test.each([
    [
      "English",
      ["Customer ID", "Customer", "Invoice No.", "Invoice Date", "Due Date", "Amount", "Currency", "Paid Date"],
    ],
    [
      "camel case",
      [
        "customerID",
        "customerName",
        "invoiceNumber",
        "InvoiceDate",
        "DueDate",
        "InvoiceAmount",
        "currencyCode",
        "SettledDate",
      ],
    ],
    [
      "German",
      [
        "Kunden-Nr.",
        "Kunde",
        "Rechnungsnummer",
        "Rechnungsdatum",
        "Fälligkeitsdatum",
        "Rechnungsbetrag",
        "Währung",
        "Bezahlt am",
      ],
    ],
    [
      "Spanish",
      [
        "Código cliente",
        "Razón social",
        "Nº factura",
        "Fecha factura",
        "Vencimiento",
        "Importe",
        "Moneda",
        "Fecha de pago",
      ],
    ],
    [
      "French",
      [
        "N° client",
        "Raison sociale",
        "N° facture",
        "Date de facture",
        "Échéance",
        "Montant TTC",
        "Devise",
        "Date de règlement",
      ],
    ],
    ["Hindi", ["ग्राहक आईडी", "ग्राहक का नाम", "चालान संख्या", "चालान तिथि", "देय तिथि", "राशि", "मुद्रा", "भुगतान तिथि"]],
  ])("%s", (_, headers) => {
    const fields = [
      "debtor_id",
      "debtor_name",
      "invoice_number",
      "issued_on",
      "due_on",
      "amount",
      "currency",
      "settled_on",
    ];
    expect(Object.values(guessed(headers))).toEqual(expect.arrayContaining(fields));
    expect(headers.map((header) => guessed(headers)[header])).toEqual(fields);
  });

  test("contacts, consents, addresses and freight facts", () => {
    const headers = [
      "customer id",
      "contact name",
      "e-mail",
      "phone",
      "street",
      "city",
      "region",
      "postal code",
      "country",
      "address verified",
      "e-mail consent",
      "sms consent",
      "call consent",
      "language",
      "time zone",
      "Load #",
      "BOL",
      "Origin",
      "Destination",
      "POD",
    ];
    const fields: ImportField[] = [
      "debtor_id",
      "contact_name",
      "email",
      "phone",
      "street",
      "city",
      "region",
      "postal_code",
      "country",
      "address_verified",
      "email_consent",
      "sms_consent",
      "call_consent",
      "language",
      "time_zone",
      "load_number",
      "bol_number",
      "lane_origin",
      "lane_destination",
      "has_pod",
    ];
    expect(headers.map((header) => guessed(headers)[header])).toEqual(fields);
  });

  test("every field's own names lead to it", () => {
    for (const field of importFieldNames) {
      for (const name of headerNames[field].split("|")) expect(headerScores(name).get(field), name).toBe(100);
    }
  });

  test("a column whose values cannot be the field is not taken for it", () => {
    expect(guessed(["Invoice Date", "Amount"], ["n. d.", "see below"], ["unknown", "-"])).toEqual({});
    expect(guessed(["DaysToSettle", "PaperlessDate"], ["13", "4/6/2013"])).toEqual({});
  });
});

test("the same headers are the same file layout, however they are spelled", () => {
  expect(headerKey(["Invoice No.", "Due Date"])).toBe(headerKey(["invoice_no", "dueDate"]));
});

describe("what a file lacks is asked for", () => {
  const ask = (headers: string[], rows: string[][], options = {}) => {
    const all = columns(headers, ...rows);
    const defaults = { currency: "USD", country: "US" };
    return questionsFor(all, rows.length, guessMapping(all), importOptions.parse(options), defaults);
  };
  const headers = ["Customer ID", "Country", "Invoice No", "Invoice Date", "Due Date", "Amount"];

  test("numbers that are not all ISO's are asked for, every one of them", () => {
    const rows = ["391", "406", "818"].map((code, index) => ["C1", code, `${index}`, "1/13/2013", "2/13/2013", "5.50"]);
    expect(ask(headers, rows).map((question) => question.kind)).toEqual(["currency", "country_codes"]);
    expect(ask(headers, rows)[1]).toMatchObject({ values: ["391", "406", "818"] });
    expect(ask(headers, [["C1", "818", "1", "1/13/2013", "2/13/2013", "5.50"]]).map((one) => one.kind)).toEqual([
      "currency",
    ]);
  });

  test("ambiguous dates and amounts are asked for with an example", () => {
    const questions = ask(headers, [["C1", "DE", "1", "03.04.2026", "04.05.2026", "1.234"]]);
    expect(questions).toMatchObject([
      { kind: "currency" },
      { kind: "date_order", columns: ["Invoice Date", "Due Date"], sample: "03.04.2026", contradicts: false },
      { kind: "decimal_mark", columns: ["Amount"], sample: "1.234" },
    ]);
  });

  test("amounts that name their currency ask for none", () => {
    expect(ask(headers, [["C1", "DE", "1", "13.04.2026", "14.05.2026", "1.234,50 €"]])).toEqual([]);
  });
});
