import assert from "node:assert/strict";
import { Fixture, PLAIN } from "./fixture";

describe("agent: which software it is", () => {
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
    f.tool("ascp", "#!/bin/sh\n# Stand-in: says nothing.\n");
  });
  afterEach(() => f.dispose());

  const seen = async () => {
    const { product, version } = await f.observe();
    return `${product}|${version}`;
  };
  const ascpSays = (text: string) =>
    f.tool("ascp", `#!/bin/sh\n# Stand-in: says its version.\ncat <<'E'\n${text}\nE\n`);

  it("takes the first product and version that ascp names", async () => {
    ascpSays(
      "IBM Aspera High-Speed Transfer Server version 3.9.3.174419\nascp version 3.9.3.174419\nOperating System: Linux",
    );
    assert.equal(await seen(), "IBM Aspera High-Speed Transfer Server|3.9.3.174419");
    ascpSays("\nAspera Enterprise Server version 3.3.3.74992 \nlicense max rate: 100");
    assert.equal(await seen(), "Aspera Enterprise Server|3.3.3.74992");
  });

  it("takes ascp's own version where the product's counts another way, or is not there", async () => {
    ascpSays("IBM Aspera SDK version 1.1.1.52\nascp version 4.4.2.550 8d4a2f1\nFIPS 140-2-validated: no");
    assert.equal(await seen(), "IBM Aspera SDK|4.4.2.550");
    ascpSays("Product version information not found.\nascp version 3.9.0.163682");
    assert.equal(await seen(), "ascp|3.9.0.163682");
  });

  it("asks rpm where ascp says nothing, and dpkg where there is no rpm", async () => {
    f.system(
      "rpm",
      "#!/bin/sh\n# Stand-in: knows one file.\necho 'warning: noise' >&2\nprintf 'package aspera-entsrv 3.3.74992-1\\n'\n",
    );
    assert.equal(await seen(), "aspera-entsrv|3.3.74992-1");
    f.system(
      "rpm",
      '#!/bin/sh\n# Stand-in: knows nothing.\necho "file $5 is not owned by any package"; exit 1\n',
    );
    f.system(
      "dpkg-query",
      `#!/bin/sh\n# Stand-in: knows one file.\nif [ "$1" = -S ]; then echo "ibm-aspera-hsts: $3"; else printf 'package %s 4.4.7.2224 install ok installed\\n' "$5"; fi\n`,
    );
    assert.equal(await seen(), "ibm-aspera-hsts|4.4.7.2224");
  });

  it("tells the last day of the licence, where ascp names one", async () => {
    const licence = (text: string) => {
      ascpSays(`IBM Aspera High-Speed Transfer Server version 4.4.5.1646\nascp version 4.4.5.1646\n${text}`);
      return f.observe().then(({ licenceUntil }) => licenceUntil);
    };
    const line = (date: string) =>
      `License max rate=10000 Mbps, account no.=1, license no.=2. Expiration date: ${date}`;
    assert.equal(await licence(""), "");
    assert.equal(await licence(line("Thu Dec 31 15:59:59 2020")), "2020-12-31");
    assert.equal(await licence(line("Sun Feb  7 15:59:59 UTC 2027")), "2027-02-07");
    assert.equal(await licence(line("never")), "");
    assert.equal(await licence(line("Thu Foo 31 15:59:59 2020")), "");
  });

  it("says unknown where nobody knows", async () => {
    assert.equal(await seen(), "unknown|unknown");
  });
});
