import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly stack: string;
}

export const noSuchStack = finding<Facts>({
  code: "customer-no-such-stack",
  owner: "operator",
  transient: false,
  text: ({ stack }) => `there is no stack named ${stack} in this project's backend`,
  hint: () => "`pulumi stack ls` lists those that there are; `pulumi whoami --verbose` names the backend",
  meaning:
    "A mistyped name, or another backend than the one that the stack was brought up with. Nothing was changed.",
  example: { stack: "acme-prdo" },
});
