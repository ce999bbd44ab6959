/**
 * Lines of at most `room` characters, broken between words. A word that has no room of its own is broken too, after a dash
 * or a slash where there is one.
 */
export function wrapped(text: string, room: number): string {
  const least = Math.ceil(room / 2);
  const piece = new RegExp(`.{1,${room}}$|.{${least},${room}}(?<=[-/])|.{1,${room}}`, "gu");
  const lines = [""];
  for (const word of text.split(" ").flatMap((one) => one.match(piece) ?? [])) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
