import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Configuration key of the role. */
  readonly key: "serverRole" | "bucketRole";
  readonly roleName: string;
  /** IAM path that the role has. */
  readonly is: string;
  /** IAM path that the settings say. */
  readonly wanted: string;
}

export const rolePathChanged = finding<Facts>({
  code: "access-role-path-changed",
  owner: "operator",
  transient: false,
  text: ({ roleName, is, wanted }) =>
    `role ${roleName} has path ${is}, the settings say ${wanted}, and IAM moves no role`,
  hint: ({ key }) =>
    `put the path of aspera:${key} back, or choose another \`name\` together with the new path`,
  meaning:
    "A role of another path is another role, which is made before the old one goes; and IAM names are unique within an account, " +
    "whatever the path. `pulumi up` would fail half-way.",
  example: { key: "bucketRole", roleName: "aspera-acme", is: "/", wanted: "/partners/" },
});
