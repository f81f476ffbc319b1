// @ts-check
// What in the words may tell who somebody is: a light look, here on the telephone, so that nothing leaves it. It misses
// much and is wrong at times; the server's samskab/ground/identifying looks better. What is found stops nobody.

const COMMON = new Set(
  ("anders andreas anne annette arne bente birgit birthe bodil børge camilla carsten christian dorte egon elin elsebeth emma erik " +
    "ernst esther finn frederik gerda gitte gunnar hanne hans helga henning henrik holger inga inge inger ingrid jakob jens " +
    "jesper johannes jonas jytte jørgen karen karin karl kasper kirsten kirstine klaus knud kristian lars lene lis lise lone louise " +
    "mads maria marie martin mette michael mikkel mogens mona morten niels nikolaj ole palle peter poul preben rasmus rita ruth " +
    "sofie steen susanne svend søren thomas thorkild tove trine ulla verner vibeke viggo villy yvonne åse")
    .split(" "),
);
const NEVER = new Set(["I", "De", "Dem", "Deres", "Gud", "Danmark", "Falck", "MedCom"]);
const STREET = "[Vv]ej|[Gg]ade|[Ss]træde|[Aa]llé|[Vv]ænget|[Vv]ang|[Pp]arken|[Tt]orv|[Bb]akken";
const ADDRESS = new RegExp(
  `(?<!\\p{L})(?=\\p{Lu})(?:\\p{Lu}[\\p{L}.]* ){0,3}(?:\\p{Lu}\\p{L}*)?(?:${STREET}) \\d{1,3} ?\\p{L}?(?!\\p{L})`,
  "u",
);
const WORD = /(?<![\p{L}\p{N}@.-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}\p{N}@-])/gu;
const BEGINS = /(?:^|[.!?:;»«”"“(\n\r\t–—>-])[\s»«”"“'(>–—-]*$/u;

/** The first thing that may be a name or an address; null where there is none. A capital inside a sentence says much.
 * @param {string} text @param {string[]} places what the page itself calls places
 * @returns {{ kind: "name" | "address", text: string } | null} */
export function findTelling(text, places) {
  const address = ADDRESS.exec(text);
  if (address) return { kind: "address", text: address[0].trim() };
  const known = new Set(places.flatMap((place) => place.split(/[^\p{L}-]+/u)));
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    if (known.has(word) || NEVER.has(word)) continue;
    if (COMMON.has(word.toLowerCase()) || !BEGINS.test(text.slice(0, match.index))) return { kind: "name", text: word };
  }
  return null;
}
