import * as v from "valibot";
import { type Check, firstOf, must, text, unlike } from "./rules";

/** AWS General Reference, "Tag naming limits and requirements", within IAM's set of characters. */
const OTHER_CHARACTERS = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u;
const MOST_TAGS = 50;

const value = text(
  "a tag value: up to 256 letters, digits, blanks and _ . : / = + - @",
  firstOf(
    (tag) => (tag.length > 256 ? `this one has ${tag.length} characters` : undefined),
    unlike(OTHER_CHARACTERS, "IAM refuses other characters"),
  ),
);

const keys: Check<Record<string, string>> = (tags) => {
  const names = Object.keys(tags);
  if (names.length > MOST_TAGS) return `AWS takes ${MOST_TAGS}`;
  const wrong = names.find(
    (name) => name === "" || name.length > 128 || /^aws:/i.test(name) || OTHER_CHARACTERS.test(name),
  );
  return wrong === undefined
    ? undefined
    : "keys have 1 to 128 letters, digits, blanks and _ . : / = + - @, not aws: first";
};

/** `aspera:tags`. */
export const tags = v.pipe(
  v.record(v.string(), value),
  must(keys),
  v.description(`an object of up to ${MOST_TAGS} tags`),
);
