import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Fixture, PLAIN } from "./fixture";

const IS_ROOT = process.getuid?.() === 0;
const OURS = "etc/.aspera.conf.aspera-pulumi";

describe("agent: links planted beside aspera.conf", function () {
  this.timeout(20_000);
  let f: Fixture;
  let victim: string;
  beforeEach(() => {
    f = new Fixture(PLAIN);
    victim = join(f.folder, "victim");
    writeFileSync(victim, "untouched", { mode: 0o600 });
  });
  afterEach(() => f.dispose());

  const refused = async (sentence: RegExp, hint: RegExp) => {
    const done = await f.run(f.request());
    assert.equal(done.code, 1, done.stdout);
    assert.match(done.stderr.split("\n")[0] ?? "", sentence);
    assert.match(done.stderr.split("\n")[1] ?? "", hint);
    assert.equal(f.text(), PLAIN);
    assert.deepEqual(f.beside(), []);
  };
  function assertUntouched() {
    assert.equal(readFileSync(victim, "utf8"), "untouched");
    const { mode, uid } = statSync(victim);
    assert.deepEqual([mode & 0o777, uid], [0o600, process.getuid?.()]);
  }

  it("replaces the one at the note that a restart is owed, and never opens it", async () => {
    const note = join(f.root, `${OURS}-restart-owed`);
    symlinkSync(victim, note);
    assert.equal((await f.observe()).asperanoded, "answers", "a link is no note");
    assert.equal((await f.apply({ restart: "none" })).restarted, "pending");
    assertUntouched();
    assert.ok(lstatSync(note).isFile());
    assert.equal(statSync(note).mode & 0o777, 0o644);
  });

  it("refuses a lock file that is a link, or has a second name, or is another's", async () => {
    const lock = join(f.root, `${OURS}-lock`);
    const plants = [() => symlinkSync(victim, lock), () => linkSync(victim, lock)];
    if (IS_ROOT)
      plants.push(() => {
        writeFileSync(lock, "");
        chownSync(lock, 4321, 4321);
      });
    for (const plant of plants) {
      plant();
      const done = await f.run(f.request());
      assert.equal(done.code, 1);
      assert.match(done.stderr, /the lock file beside aspera.conf is (a link|somebody else's)/);
      assert.match(done.stderr, /hint: remove it, .*: rm '.*-lock'; nothing was changed/);
      assertUntouched();
      rmSync(lock);
    }
    assert.equal((await f.apply()).changed, true);
  });

  it("writes and gives away nothing through a link that is swapped in for the new file or the backup", async () => {
    // Just before `cp` runs, whatever file of ours is there becomes a link to the victim.
    const swap = `my $swaps = 0; BEGIN { *CORE::GLOBAL::fork = sub () {
      for my $name (glob "'${f.root}'/etc/{.aspera.conf.aspera-pulumi-new*,aspera.conf.aspera-pulumi-2*}") {
        next if -l $name || !-f $name || $swaps++ > 3;
        CORE::unlink($name); CORE::symlink('${victim}', $name);
      }
      CORE::fork() } }`;
    chmodSync(f.conf, 0o666);
    if (IS_ROOT) chownSync(f.conf, 4321, 4321);
    const done = await f.run(f.request(), swap);
    assertUntouched();
    assert.ok(lstatSync(f.conf).isFile(), `aspera.conf stays a file; ${done.stderr}`);
  });

  it("makes its temporary files under names that nobody can guess", async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const spy = `BEGIN { *CORE::GLOBAL::sysopen = sub (*$$;$) { print STDERR "open $_[1]\\n"; CORE::sysopen($_[0], $_[1], $_[2], $_[3]) } }`;
      writeFileSync(f.conf, PLAIN);
      const { stderr } = await f.run(f.request(), spy);
      for (const [, name] of stderr.matchAll(/^open .*pulumi-(new|restart-owed)-([0-9a-f]{16})$/gm))
        seen.add(name ?? "");
      assert.equal([...stderr.matchAll(/-(?:new|restart-owed)$/gm)].length, 0);
    }
    assert.deepEqual([...seen].sort(), ["new", "restart-owed"]);
  });

  describe("as root, whoever else could plant one", () => {
    before(function () {
      if (!IS_ROOT) this.skip();
    });

    it("refuses aspera.conf's folder when another may write to it, with the cure", async () => {
      const etc = join(f.root, "etc");
      for (const [mode, uid, gid] of [
        [0o775, 0, 0],
        [0o770, 0, 4321],
        [0o757, 0, 0],
        [0o1777, 0, 0],
      ] as const) {
        chownSync(etc, uid, gid);
        chmodSync(etc, mode);
        await refused(/others may write to the folder of aspera.conf$/, /chmod go-w '.*\/etc' .*ACL/);
      }
      chmodSync(etc, 0o755);
      chownSync(etc, 4321, 0);
      await refused(
        /the folder of aspera.conf belongs to somebody else$/,
        /chown root '.*\/etc' && chmod go-w/,
      );
    });

    it("refuses it though only an ACL lets one write", async () => {
      // user::rwx user:4321:rwx group::r-x mask::rwx other::r-x, as the kernel keeps it (version 2, then tag, rights, id).
      const entry = (tag: number, rights: number, id = 0xffffffff) => {
        const bytes = Buffer.alloc(8);
        bytes.writeUInt16LE(tag);
        bytes.writeUInt16LE(rights, 2);
        bytes.writeUInt32LE(id, 4);
        return bytes;
      };
      const acl = Buffer.concat([
        Buffer.from([2, 0, 0, 0]),
        ...[entry(1, 7), entry(2, 7, 4321), entry(4, 5), entry(16, 7), entry(32, 5)],
      ]);
      const etc = join(f.root, "etc");
      const call = process.arch === "arm64" ? 5 : 188;
      const set = `my ($f, $n, $v) = ($ARGV[0], 'system.posix_acl_access', pack 'H*', $ARGV[1]); exit(syscall(${call}, $f, $n, $v, length $v, 0) ? 1 : 0)`;
      try {
        execFileSync("perl", ["-e", set, etc, acl.toString("hex")]);
      } catch {
        chmodSync(etc, 0o775); // a file system without ACLs: what stat says of a folder with this one
      }
      await refused(/others may write to the folder of aspera.conf$/, /ACL/);
      chmodSync(etc, 0o755);
      assert.equal((await f.apply()).changed, true, "the cure, chmod, is enough");
    });

    it("refuses every folder above it that another may write to or owns", async () => {
      for (const folder of [f.root, f.folder]) {
        for (const [mode, uid, sentence] of [
          [0o775, 0, /others may write to .*, which leads to aspera.conf$/],
          [0o777, 0, /others may write to .*, which leads to aspera.conf$/],
          [0o755, 4321, /(others may exchange .*|, which leads to aspera.conf, belongs to somebody else)$/],
        ] as const) {
          chmodSync(folder, mode);
          chownSync(folder, uid, 0);
          await refused(sentence, /as root on the server: (chmod go-w|chown root) '/);
        }
        chmodSync(folder, 0o755);
        chownSync(folder, 0, 0);
      }
      assert.equal((await f.apply()).changed, true);
    });

    it("lets a sticky folder lead there when the next one is root's, and no link", async () => {
      chmodSync(f.folder, 0o1777);
      assert.equal((await f.apply()).changed, true);
      writeFileSync(f.conf, PLAIN);
      for (const name of f.beside()) rmSync(join(f.root, "etc", name));
      renameSync(f.root, join(f.folder, "real"));
      symlinkSync("real", f.root);
      await refused(
        /others may exchange .*\/opt, which leads to aspera.conf$/,
        /chown root .*, give the folder/,
      );
    });

    it("looks at the way behind every link", async () => {
      const open = join(f.folder, "open");
      mkdirSync(join(open, "deep"), { recursive: true });
      chmodSync(open, 0o777);
      renameSync(f.conf, join(open, "deep/master.conf"));
      symlinkSync("../../open/deep/master.conf", f.conf);
      const done = await f.run(f.request());
      assert.match(done.stderr, /others may write to .*\/open, which leads to aspera.conf\n/);
      assert.equal(readlinkSync(f.conf), "../../open/deep/master.conf");
      chmodSync(open, 0o755);
      assert.equal((await f.apply()).changed, true);
    });

    it("goes on with what installer and Console leave: root's folders, the file another user's", async () => {
      chownSync(f.conf, 4321, 4321);
      chmodSync(f.conf, 0o664);
      assert.equal((await f.apply()).changed, true);
      const { uid, gid, mode } = statSync(f.conf);
      assert.deepEqual([uid, gid, mode & 0o777], [4321, 4321, 0o664]);
    });
  });
});
