/**
 * The address of a template that CloudFormation's console takes: `https`, on a host of S3 (CloudFormation API Reference,
 * CreateStack, `TemplateURL`).
 * @throws for any other.
 */
export function templateAddress(text: string): string {
  const hint =
    "hint: put cloudformation.yaml into a bucket of yours that the customer may read, and give its https address";
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`expected --template-url to be an address of S3, got ${JSON.stringify(text)}\n${hint}`);
  }
  const ofS3 = /(^|\.)s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/.test(url.hostname);
  if (url.protocol === "https:" && ofS3 && url.username === "" && url.pathname.length > 1) return url.href;
  throw new Error(`expected --template-url to be an address of S3, got ${JSON.stringify(text)}\n${hint}`);
}
