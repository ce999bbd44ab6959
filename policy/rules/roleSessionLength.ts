import { SESSION } from "../../model/access/bucketRole";
import { ROLE, type Rule } from "../reading/rule";

/** A session that is a thief's ends within the hour. */
export const roleSessionLength: Rule = {
  name: "role-session-length",
  severity: "medium",
  description: `A role's sessions last ${SESSION} seconds at most.`,
  why: "Aspera assumes a role with a role, and AWS ends such sessions after an hour. A longer one serves only somebody else.",
  mend: `Leave maxSessionDuration out: AWS's default is ${SESSION}.`,
  types: [ROLE],
  violations({ props: { maxSessionDuration = SESSION } }) {
    return Number(maxSessionDuration) <= SESSION
      ? []
      : [`expected maxSessionDuration of ${SESSION} at most, got ${maxSessionDuration}`];
  },
};
