# One stack of the drift document as Markdown. What was seen stands in a fence: nothing in it is a link, a mention or a picture.
def text: if type == "string" then . else tojson end;
def difference:
  "\(.resource)\(if .property then " \(.property)" else "" end): \(.change)"
  + (if has("seen") or has("wanted") then "\n  seen:   \(.seen | text)\n  wanted: \(.wanted | text)" else "" end);
def finding: "\(.text)\n\(.hint | split("\n") | map("  hint: \(.)") | join("\n"))\n  [\(.code)] \(.owner)";

"~~~~~~~~",
([
  (.columns | to_entries[] | "\(.key + "        " | .[0:9]) \(.value)"),
  "",
  (.findings[] | finding, ""),
  (.differences[] | difference, "")
 ] | join("\n") | gsub("~~~~~~~~"; "~~~~ ~~~~") | .[0:55000]),
"~~~~~~~~",
"",
"`npm run drift -- --stack \(.stack)` looks again; `pulumi up --stack \(.stack)` puts right what is the stack's own."
