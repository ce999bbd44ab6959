import { fitToShow } from "./fitToShow";

/** Entries of a list that have room in a sentence, and characters of each. */
const [MOST_ENTRIES, MOST_CHARACTERS] = [10, 300];

/** Texts from outside, fit to show in one sentence: the first ten, none long, and how many more there are. */
export function listFit(texts: readonly string[], separator: string): string {
  const more = texts.length - MOST_ENTRIES;
  const shown = texts.slice(0, MOST_ENTRIES).map((text) => fitToShow(text, MOST_CHARACTERS));
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(separator);
}
