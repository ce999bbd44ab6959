import { finding } from "../finding";
import { AS_ROOT, type LoginFacts } from "../loginFacts";

export const noSudo = finding<LoginFacts>({
  code: "server-no-sudo",
  owner: "operator",
  transient: false,
  text: ({ place }) => `sudo is not installed on ${place}`,
  hint: () => `${AS_ROOT}; or install sudo`,
  meaning:
    "Changes are made with sudo, so this login can look at the server but not change it. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
