import { Body } from "@react-email/body";
import { Column } from "@react-email/column";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Row } from "@react-email/row";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";

export type PaymentReceiptProps = {
  language: string;
  sender: string;
  preview: string;
  heading: string;
  body: string;
  linesTitle: string;
  lines: { label: string; amount: string }[];
  totalLabel: string;
  total: string;
  referenceLabel: string;
  reference: string;
  contact: string;
  /** Said above everything when no real money moved. */
  test?: string;
};

const muted = { color: "#59616e", fontSize: 13, lineHeight: "20px", margin: 0 };
const text = { color: "#333a45", fontSize: 15, lineHeight: "24px", margin: 0 };
const strong = { ...text, color: "#14181f", fontWeight: 700 };

/** What a debtor keeps after paying: how much, when, and which invoices it paid. */
export function PaymentReceipt(props: PaymentReceiptProps) {
  return (
    <Html lang={props.language}>
      <Head />
      <Preview>{props.preview}</Preview>
      <Body style={{ backgroundColor: "#f5f6f8", fontFamily: "Helvetica, Arial, sans-serif", margin: 0 }}>
        <Container style={{ maxWidth: 520, margin: "32px auto", padding: "0 16px" }}>
          <Text style={{ color: "#1d3557", fontSize: 18, fontWeight: 700, margin: "0 0 12px" }}>{props.sender}</Text>
          <Section style={{ backgroundColor: "#ffffff", border: "1px solid #e0e3e8", borderRadius: 8, padding: 24 }}>
            {props.test ? <Text style={{ ...muted, color: "#6b4706", marginBottom: 12 }}>{props.test}</Text> : null}
            <Heading as="h1" style={{ color: "#14181f", fontSize: 20, lineHeight: "28px", margin: "0 0 12px" }}>
              {props.heading}
            </Heading>
            <Text style={{ ...text, marginBottom: 20 }}>{props.body}</Text>
            <Text style={muted}>{props.linesTitle}</Text>
            {props.lines.map((line) => (
              <Line key={line.label} label={line.label} amount={line.amount} style={text} />
            ))}
            <Hr style={{ borderColor: "#e0e3e8", margin: "12px 0" }} />
            <Line label={props.totalLabel} amount={props.total} style={strong} />
            <Text style={{ ...muted, marginTop: 20, wordBreak: "break-all" }}>
              {props.referenceLabel}: {props.reference}
            </Text>
          </Section>
          <Text style={muted}>{props.contact}</Text>
        </Container>
      </Body>
    </Html>
  );
}

function Line({ label, amount, style }: { label: string; amount: string; style: typeof text }) {
  return (
    <Row>
      <Column>
        <Text style={style}>{label}</Text>
      </Column>
      <Column align="right" style={{ whiteSpace: "nowrap" }}>
        <Text style={style}>{amount}</Text>
      </Column>
    </Row>
  );
}
