import { finding } from "../../../model/findings/finding";

/** The security group lets the whole world connect. */
export const openToTheWorld = finding<{ readonly services: readonly string[] }>({
  code: "settings-open-to-the-world",
  owner: "operator",
  transient: false,
  text: ({ services }) =>
    `aspera:server.securityGroup is open to the whole world, for ${services.join(" and ")}`,
  hint: () => "name the address blocks of your clients and remove `public: true`",
  meaning: "Port 33001 carries SSH as well as transfers: anyone may try to log in.",
  example: { services: ["transfers", "nodeApi"] },
});
