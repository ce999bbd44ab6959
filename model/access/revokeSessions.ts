/** A policy that takes every right away from sessions that began before a time; IAM's text of a statement that denies. */
export interface SessionsRevoked {
  readonly Version: "2012-10-17";
  readonly Statement: [
    {
      readonly Effect: "Deny";
      readonly Action: ["*"];
      readonly Resource: ["*"];
      readonly Condition: { readonly DateLessThan: { readonly "aws:TokenIssueTime": string } };
    },
  ];
}

/** The inline policy's name: AWS's own for the same document, so that its console and its readers know it. */
export const REVOKED_SESSIONS = "AWSRevokeOlderSessions";

/**
 * What AWS's console attaches to a role by "Revoke active sessions" (IAM User Guide, "Revoke IAM role temporary security
 * credentials"). Sessions cannot be ended; what they may do is asked at each request, and an explicit deny goes before every
 * grant: a bucket policy's too, which a role without rights of its own could still use.
 * @param before sessions that began before it are denied; IAM counts whole seconds.
 */
export function revokeSessions(before: Date): SessionsRevoked {
  const time = before.toISOString().replace(/\.\d+Z$/, "Z");
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: ["*"],
        Resource: ["*"],
        Condition: { DateLessThan: { "aws:TokenIssueTime": time } },
      },
    ],
  };
}

/** The time that such a document holds; undefined for any other document. */
export function revokedBefore(document: string): string | undefined {
  try {
    const time = (JSON.parse(document) as SessionsRevoked).Statement[0].Condition.DateLessThan[
      "aws:TokenIssueTime"
    ];
    const same = JSON.stringify(JSON.parse(document)) === JSON.stringify(revokeSessions(new Date(time)));
    return same ? time : undefined;
  } catch {
    return undefined;
  }
}
