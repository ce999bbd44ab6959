import * as v from "valibot";
import { atMost, type Check, firstOf, must, text, unlike } from "./rules";

/** AWS General Reference, "Tag naming limits and requirements", within the characters IAM allows. */
const OTHER_CHARACTERS = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u;
const MOST_TAGS = 50;

const value = text(
  "a tag value: up to 256 letters, digits, spaces and _ . : / = + - @",
  firstOf(atMost(256), unlike(OTHER_CHARACTERS, "remove the other characters; IAM refuses them")),
);

const keys: Check<Record<string, string>> = (tags) => {
  const names = Object.keys(tags);
  if (names.length > MOST_TAGS) return `use at most ${MOST_TAGS}, AWS's limit`;
  const wrong = names.find(
    (name) => name === "" || name.length > 128 || /^aws:/i.test(name) || OTHER_CHARACTERS.test(name),
  );
  return wrong === undefined
    ? undefined
    : "use keys of 1 to 128 letters, digits, spaces and _ . : / = + - @ that do not start with aws:";
};

/** `aspera:tags`: AWS tags on everything that can carry them; default none. Refuses over 50 and `aws:` names. */
export const tags = v.pipe(
  v.record(v.string(), value),
  must(keys),
  v.description(`an object of up to ${MOST_TAGS} tags`),
);
