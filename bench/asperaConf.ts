/** An aspera.conf in the shape of real ones, about 900 bytes per user: user0, user1 ... */
export function asperaConf(users: number): string {
  const rights = ["read_allowed", "write_allowed", "dir_allowed"];
  const one = (n: number) => `    <user>
      <name>user${n}</name>
      <authorization>
${Array.from({ length: 8 }, (_, i) => `        <transfer_value_${i}>token</transfer_value_${i}>`).join("\n")}
      </authorization>
      <file_system>
        <access>
          <paths>
            <path>
              <absolute>s3://s3.amazonaws.com/bucket-${n}/incoming?storage-class=STANDARD&amp;x=y</absolute>
${rights.map((right) => `              <${right}>true</${right}>`).join("\n")}
            </path>
          </paths>
        </access>
      </file_system>
    </user>`;
  const all = Array.from({ length: users }, (_, n) => one(n)).join("\n");
  return `<?xml version='1.0' encoding='UTF-8'?>\n<CONF version="2">\n<aaa>\n <realms>\n  <realm>\n   <users>\n${all}\n   </users>\n  </realm>\n </realms>\n</aaa>\n</CONF>\n`;
}
