import { finding } from "../finding";

interface Facts {
  readonly service: "STS" | "S3";
  /** AWS's name of the call, and what is special about it: `AssumeRole without the external ID`. */
  readonly request: string;
  /** `HTTP 500 InternalError`. */
  readonly answer: string;
}

export const unexpectedAnswer = finding<Facts>({
  code: "link-unexpected-answer",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ service, request, answer }) => `not proven: ${service} answered ${answer} to ${request}`,
  hint: ({ service }) =>
    `run \`pulumi preview\` again; if the answer stays, look up its code in the ${service} API reference and ` +
    "check the AWS Health Dashboard",
  meaning:
    "AWS answered neither yes nor no, so nothing is known: the link may stand or not. Transfers may meet the same answer.",
  example: { service: "S3", request: "ListObjectsV2", answer: "HTTP 500 InternalError" },
});
