/** What aspera.conf says of transfers one way: `in` to the server, `out` of it. */
export interface OneWay {
  readonly way: "in" | "out";
  /** In the agent's words: `denied by the default section`. */
  readonly state: string;
}

/** How these ways are opened to transfers with a token and without. */
export function opened(asperaRoot: string, transferUser: string, ways: readonly OneWay[]): string {
  return (
    `as root on the server: \`${asperaRoot}/bin/asconfigurator -x 'set_user_data;user_name,${transferUser}` +
    `${ways.map(({ way }) => `;authorization_transfer_${way}_value,allow`).join("")}'\`, then restart asperanoded`
  );
}
