import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeKit } from "../../../commands/kit/folder";

const FILES = [
  { path: "README.md", text: "read me\n" },
  { path: "terraform/main.tf.json", text: "{}\n" },
  { path: "external-id.txt", text: "the external ID\n", secret: true as const },
];

describe("kit: its folder", () => {
  let place: string;
  let kit: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "kit-folder-"));
    kit = join(place, "acme-kit");
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const mode = (...path: string[]) => (statSync(join(kit, ...path)).mode & 0o777).toString(8);
  const read = (...path: string[]) => readFileSync(join(kit, ...path), "utf8");
  const there = () => readdirSync(kit, { recursive: true, encoding: "utf8" }).sort();
  const ALL = ["README.md", "external-id.txt", "kit.json", "terraform", "terraform/main.tf.json"];

  it("is this user's alone, and so is the file with the external ID", () => {
    writeKit(kit, "acme-prod", FILES);
    assert.deepEqual(there(), ALL);
    assert.deepEqual([mode(), mode("terraform"), mode("external-id.txt")], ["700", "700", "600"]);
    assert.deepEqual(JSON.parse(read("kit.json")), {
      kit: "aspera",
      version: 1,
      stack: "acme-prod",
      files: FILES.map(({ path }) => path),
    });
  });

  it("takes an empty folder, and closes it", () => {
    mkdirSync(kit, { mode: 0o755 });
    writeKit(kit, "acme-prod", FILES);
    assert.equal(mode(), "700");
  });

  it("is written again for the same stack: what is not the kit's stays, what it no longer has goes", () => {
    writeKit(kit, "acme-prod", [...FILES, { path: "old.json", text: "{}" }]);
    writeFileSync(join(kit, "terraform", "terraform.tfstate"), "state");
    writeFileSync(join(kit, "README.md"), "edited");
    writeKit(kit, "acme-prod", FILES);
    assert.deepEqual(there(), [...ALL, "terraform/terraform.tfstate"]);
    assert.equal(read("README.md"), "read me\n");
    assert.deepEqual(
      JSON.parse(read("kit.json")).files,
      FILES.map(({ path }) => path),
    );
  });

  const refuses = (got: RegExp, files = FILES) => {
    const before = readdirSync(place, { recursive: true }).length;
    assert.throws(
      () => writeKit(kit, "acme-prod", files),
      (error: Error) => {
        assert.match(error.message, /^expected a new or empty folder, or a kit of this stack, got /);
        assert.match(error.message, got);
        assert.match(error.message, /\nhint: give another folder with --out$/);
        return true;
      },
    );
    assert.equal(readdirSync(place, { recursive: true }).length, before, "nothing was written");
  };

  it("is refused where it is anything else, before anything is written", () => {
    mkdirSync(kit);
    writeFileSync(join(kit, "notes.txt"), "mine");
    refuses(/one with other files in it/);
    for (const label of [
      "",
      "{}",
      '{"kit":"aspera","version":1,"stack":"acme-prod","files":["../x"]}',
      "null",
    ]) {
      writeFileSync(join(kit, "kit.json"), label);
      refuses(/one with other files in it/);
    }
    rmSync(kit, { recursive: true });
    writeKit(kit, "globex-prod", FILES);
    refuses(/the kit of stack globex-prod/);
    rmSync(kit, { recursive: true });
    writeFileSync(kit, "a file");
    refuses(/something that is no folder/);
  });

  it("is not followed through a link: neither the folder, nor one inside it, nor a file", () => {
    mkdirSync(join(place, "elsewhere"));
    symlinkSync(join(place, "elsewhere"), kit);
    refuses(/something that is no folder/);
    rmSync(kit);
    writeKit(kit, "acme-prod", FILES);
    rmSync(join(kit, "terraform"), { recursive: true });
    symlinkSync(join(place, "elsewhere"), join(kit, "terraform"));
    refuses(/one in which terraform is no folder/);
    rmSync(join(kit, "terraform"));
    writeFileSync(join(place, "elsewhere", "file"), "untouched");
    rmSync(join(kit, "external-id.txt"));
    symlinkSync(join(place, "elsewhere", "file"), join(kit, "external-id.txt"));
    writeKit(kit, "acme-prod", FILES);
    assert.equal(readFileSync(join(place, "elsewhere", "file"), "utf8"), "untouched");
    assert.equal(read("external-id.txt"), "the external ID\n");
  });
});
