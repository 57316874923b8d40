import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";

export type AccountMailProps = {
  language: string;
  preview: string;
  heading: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Said under the button, for readers whose mail program shows none. */
  plainLink?: string;
  footer: string;
};

/** One message with one thing to do. */
export function AccountMail({ language, preview, heading, paragraphs, action, plainLink, footer }: AccountMailProps) {
  return (
    <Html lang={language}>
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: "#f5f6f8", fontFamily: "Helvetica, Arial, sans-serif", margin: 0 }}>
        <Container style={{ maxWidth: 520, margin: "32px auto", padding: "0 16px" }}>
          <Text style={{ color: "#1d3557", fontSize: 18, fontWeight: 700, margin: "0 0 12px" }}>Duelane</Text>
          <Section style={{ backgroundColor: "#ffffff", border: "1px solid #e0e3e8", borderRadius: 8, padding: 24 }}>
            <Heading as="h1" style={{ color: "#14181f", fontSize: 20, lineHeight: "28px", margin: "0 0 12px" }}>
              {heading}
            </Heading>
            {paragraphs.map((paragraph) => (
              <Text key={paragraph} style={{ color: "#333a45", fontSize: 15, lineHeight: "24px", margin: "0 0 12px" }}>
                {paragraph}
              </Text>
            ))}
            {action ? (
              <Button
                href={action.url}
                style={{
                  backgroundColor: "#1f4e8c",
                  borderRadius: 6,
                  color: "#ffffff",
                  display: "inline-block",
                  fontSize: 15,
                  fontWeight: 600,
                  margin: "8px 0 16px",
                  padding: "12px 20px",
                  textDecoration: "none",
                }}
              >
                {action.label}
              </Button>
            ) : null}
            {action && plainLink ? (
              <Text style={{ color: "#59616e", fontSize: 13, lineHeight: "20px", margin: 0, wordBreak: "break-all" }}>
                {plainLink} <Link href={action.url}>{action.url}</Link>
              </Text>
            ) : null}
          </Section>
          <Text style={{ color: "#59616e", fontSize: 12, lineHeight: "18px" }}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}
