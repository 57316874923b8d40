import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { render } from "@react-email/render";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";

export type ReminderProps = {
  language: string;
  companyName: string;
  postalAddress: string | null;
  paragraphs: { text: string; bold: boolean; italic: boolean; href?: string }[][];
  unsubscribe: { label: string; url: string } | null;
};

/** What a debtor reads: the company's name, the text as written, and how to stop it. */
function Reminder({ language, companyName, postalAddress, paragraphs, unsubscribe }: ReminderProps) {
  const small = { color: "#59616e", fontSize: 12, lineHeight: "18px", margin: "0 0 4px" };
  return (
    <Html lang={language}>
      <Head />
      <Body style={{ backgroundColor: "#f5f6f8", fontFamily: "Helvetica, Arial, sans-serif", margin: 0 }}>
        <Container style={{ maxWidth: 560, margin: "24px auto", padding: "0 16px" }}>
          <Section style={{ backgroundColor: "#ffffff", border: "1px solid #e0e3e8", borderRadius: 8, padding: 24 }}>
            <Text style={{ color: "#1d3557", fontSize: 17, fontWeight: 700, margin: "0 0 16px" }}>{companyName}</Text>
            {paragraphs.map((runs, at) => (
              <Text
                // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
                key={at}
                style={{ color: "#14181f", fontSize: 15, lineHeight: "24px", margin: "0 0 12px" }}
              >
                {runs.map((run, position) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
                  <Run key={position} {...run} />
                ))}
              </Text>
            ))}
          </Section>
          <Section style={{ padding: "16px 8px" }}>
            <Text style={small}>{companyName}</Text>
            {postalAddress ? <Text style={small}>{postalAddress}</Text> : null}
            {unsubscribe ? (
              <>
                <Hr style={{ borderColor: "#e0e3e8" }} />
                <Link href={unsubscribe.url} style={{ ...small, textDecoration: "underline" }}>
                  {unsubscribe.label}
                </Link>
              </>
            ) : null}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function Run({ text, bold, italic, href }: ReminderProps["paragraphs"][number][number]) {
  if (text === "\n") return <br />;
  if (href) {
    return (
      <Link href={href} style={{ color: "#1f4e8c", wordBreak: "break-all" }}>
        {text}
      </Link>
    );
  }
  if (bold) return <strong>{italic ? <em>{text}</em> : text}</strong>;
  return italic ? <em>{text}</em> : text;
}

/** The markup of a reminder. */
export function renderReminder(props: ReminderProps): Promise<string> {
  return render(<Reminder {...props} />);
}
