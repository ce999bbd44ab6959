import { finding } from "../../../model/findings/finding";

/** The pinned host key is RSA. */
export const rsaHostKey = finding<{ readonly port: number }>({
  code: "settings-rsa-host-key",
  owner: "operator",
  transient: false,
  text: () => "aspera:server pins an RSA host key, which is verified with SHA-1",
  hint: ({ port }) => `pin the server's ed25519 or ecdsa key; \`ssh-keyscan -p ${port} HOST\` prints them`,
  meaning: "OpenSSH 8.8 and later refuse SHA-1 signatures, so the login fails once the server is updated.",
  example: { port: 33001 },
});
