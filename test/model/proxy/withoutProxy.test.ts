import assert from "node:assert/strict";
import { withoutProxy } from "../../../model/proxy/withoutProxy";

describe("a proxy of the person's shell", () => {
  const both = (hosts: string) => ({ no_proxy: hosts, NO_PROXY: hosts });
  it("is not asked for this machine's own addresses", () => {
    assert.deepEqual(
      withoutProxy({ http_proxy: "http://proxy.example.com:3128" }),
      both("127.0.0.1,localhost"),
    );
    assert.deepEqual(
      withoutProxy({ HTTPS_PROXY: "http://proxy.example.com:3128", NO_PROXY: "example.com, localhost" }),
      both("example.com,localhost,127.0.0.1"),
    );
  });
  it("is left alone where there is none, or where it is asked for nothing", () => {
    assert.deepEqual(withoutProxy({ no_proxy: "example.com" }), {});
    assert.deepEqual(withoutProxy({ http_proxy: "http://proxy.example.com:3128", no_proxy: "*" }), {});
  });
});
