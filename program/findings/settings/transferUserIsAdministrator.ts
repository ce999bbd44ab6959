import { finding } from "../../../model/findings/finding";

/** Transfers use the administrator's login. */
export const transferUserIsAdministrator = finding<{ readonly user: string }>({
  code: "settings-transfer-user-is-administrator",
  owner: "operator",
  transient: false,
  text: ({ user }) => `aspera:transferUser ${user} is also the administrator's login in aspera:server`,
  hint: () => "give transfers a user of their own",
  meaning: "Whoever transfers files as this user can also log in and change the server.",
  example: { user: "ec2-user" },
});
