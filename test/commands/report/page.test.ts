import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { type Look, ReportInBrowser, whyNotHere } from "./browser";

const LOOKS: readonly Look[] = [390, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

describe("report: the page in Chromium", function () {
  this.timeout(60_000);
  let browser: ReportInBrowser;
  before(async function () {
    const reason = whyNotHere();
    if (reason && !process.env.CI) this.skip();
    assert.equal(reason, undefined);
    browser = await ReportInBrowser.start();
  });
  after(() => browser?.stop());

  for (const look of LOOKS)
    it(`${look.width} px, ${look.scheme}: loads nothing else, fits, and can be read`, async () => {
      const [asked, said]: [string[], string[]] = [[], []];
      const page = await browser.open(look, (opened) => {
        opened.on("request", (request) => asked.push(request.url()));
        opened.on("console", (message) => said.push(message.text()));
        opened.on("pageerror", (error) => said.push(error.message));
      });
      assert.deepEqual(await facts(page), {
        width: look.width,
        dark: look.scheme === "dark",
        visible: true,
        tables: true,
        cut: [],
      });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(),
      );
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]),
        [],
      );
      assert.deepEqual([asked, said], [[browser.address], []]);
      await page.close();
    });

  it("prints the fleet on one page and each link from a page of its own on", async () => {
    const page = await browser.open({ width: 1280, scheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const breaks = await page
      .locator(".stack")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakBefore));
    assert.deepEqual(breaks, ["page", "page", "page"]);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(paper, "rgb(255, 255, 255)", "no ink for a dark background");
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g);
    assert.ok((pages?.length ?? 0) >= 4, String(pages?.length));
    await page.close();
  });

  it("each row of the fleet leads to its link", async () => {
    const page = await browser.open({ width: 1280, scheme: "light" });
    for (const name of ["acme-prod", "globex-prod", "initech-prod"]) {
      await page.getByRole("link", { name, exact: true }).click();
      assert.equal(await page.locator("section:target h2").textContent(), name);
    }
    await page.close();
  });

  it("the README's picture is a small one of this page", () => {
    const png = readFileSync(join(__dirname, "../../../docs/pictures/report.png"));
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.equal(png.readUInt32BE(16), 1280 * 0.85);
    assert.ok(png.length < 200_000, `${png.length} bytes`);
  });
});

/** What is seen of a page. */
function facts(page: Page) {
  return page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const [picture, table] = [box(".picture"), box("table")];
    const edges = [...document.querySelectorAll(".picture")].flatMap((svg) => {
      const { left, right } = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].filter((text) => {
        const own = text.getBoundingClientRect();
        return own.left < left || own.right > right;
      });
    });
    const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
    return {
      width: document.documentElement.scrollWidth,
      dark: red < 128,
      visible: (picture?.width ?? 0) > 250 && (picture?.height ?? 0) > 300,
      tables: (table?.width ?? 0) > 250,
      cut: edges.map((text) => text.textContent),
    };
  });
}
