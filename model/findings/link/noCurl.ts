import { finding } from "../finding";

export const noCurl = finding<object>({
  code: "link-no-curl",
  owner: "operator",
  transient: false,
  text: () => "curl is not installed on the server",
  hint: () =>
    "install it with the server's package manager: `yum install curl` or `apt-get install curl`, as root",
  meaning:
    "Running transfers are not affected, but nothing can be proven and the docroot cannot be changed: AWS and asperanoded " +
    "are asked with curl.",
  example: {},
});
