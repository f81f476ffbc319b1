// @ts-check
// Finds CPR numbers as samskab/ground/cpr.py does; ground/identifying/cpr_vectors.json holds both to the same. What is in
// doubt is nobody's to refuse, so only the sure ones are found here.

/** @type {Record<string, string>} */
const LIKE = {
  "-": "\u2043\u2212\u02d7",
  " ": "\t",
  "\n": "\r\f\x0b\x85\u2028\u2029",
  ".": "\u00b7\u2022\u2024\u2219\u22c5\u3002\uff0e",
  "/": "\u2044\u2215\uff0f",
};
/** @type {Map<string, string>} */
const PLAIN = new Map(Object.entries(LIKE).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain])));
/** @type {[RegExp, string][]} */
const KINDS = [[/\p{Pd}/u, "-"], [/\p{Zs}/u, " "], [/\p{Pc}/u, "_"], [/[\p{Cf}\p{Mn}\p{Me}]/u, ""]];
const DIGIT = /\p{Nd}/u;

const WRAP = "(?:\\n{1,2} {0,8})?";
const PAIR = `\\d${WRAP}\\d`;
const SIGN = `(?: ?[-./_] ?| )?${WRAP}`;
const BETWEEN = "[-. /_]{0,6}(?:\\n[-. /_]{0,8}){0,4}";
const WRITTEN = new RegExp(
  `(?<!\\d)(?<day>${PAIR})(?<one>${SIGN})(?<month>${PAIR})(?<two>${SIGN})(?<year>${PAIR})` +
    `(?<between>${BETWEEN})(?<last>${PAIR}${WRAP}${PAIR})(?!\\d)`,
  "g",
);
const GROUPED =
  /(?<!\d)(?<!\d[ .\-])(?<!\+)(?<date>\d(?: ?\d){5})(?<between> ?- ?| ?)\d(?: ?\d){3}(?![ .\-]?\d)/g;
const FULL_YEAR =
  /(?<!\d)(?<day>\d\d)(?<sign>[-. /_]?)(?<month>\d\d)\k<sign>(?<year>(?:18|19|20)\d\d) ?- ?(?<last>\d{4})(?!\d)/g;
const GOES_ON = /^(?:[-.,:/;]? ?\d|\. [a-zæøå])/;
const BEGINS_ANOTHER = /^[-/]\d\d/;
const ENDS_ANOTHER = /\d[-.,:/]$/;
const NEIGHBOUR = /\d #|# \d|[A-Z]#/;
const SURE_GROUPS = ["2 2 2 2 2", "6 2 2"];
const POSSIBLE_GROUPS = ["3 3 4", "5 5", "1 9", "3 7", "7 3", "9 1", "1 1 1 1 1 1 1 1 1 1"];

/** @typedef {"sure" | "doubtful" | "no"} Judged */

/** A digit's worth, in any script: digits stand together in tens. @param {string} sign */
function worth(sign) {
  let code = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    before += 1;
  }
  return String(before % 10);
}

/** What a sign is read as; "" where nothing of it is seen. @param {string} sign */
function plain(sign) {
  const known = PLAIN.get(sign);
  if (known !== undefined) return known;
  if (sign < "\x7f") return sign;
  if (DIGIT.test(sign)) return worth(sign);
  const kind = KINDS.find(([pattern]) => pattern.test(sign));
  return kind ? kind[1] : sign;
}

/** @param {number} day @param {number} month @param {number} year */
function exists(day, month, year) {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether DDMMYY is a day in some century. @param {string} date */
function isDay(date) {
  const [day, month, year] = (date.replace(/\D/g, "").match(/../g) ?? []).map(Number);
  return exists(day, month, 2000 + year);
}

/** @param {RegExpExecArray} match */
function after(match) {
  return match.input.slice(match.index + match[0].length);
}

/** @param {string} last */
function isYear(last) {
  return ["19", "20"].includes(last.slice(0, 2));
}

/** Whether something stands on one side of the month, and nothing on the other. @param {string} one @param {string} two */
function isUneven(one, two) {
  return Boolean(one.replaceAll("\n", "")) !== Boolean(two.replaceAll("\n", ""));
}

/**
 * Whether a part belongs to something else: a longer number in groups, or a date at the end of the line before.
 * @param {RegExpExecArray} match
 */
function isTwoThings(match) {
  const { day, one, month, two, year, between, last } = match.groups ?? {};
  const [before, rest] = [match.input.slice(Math.max(0, match.index - 2), match.index), after(match)];
  const signs = [one, two].map((sign) => sign.replaceAll("\n", "").trim());
  const wrapped = [day, one, month, two, year].join("").includes("\n");
  const joined = ENDS_ANOTHER.test(before);
  if (wrapped && (signs[0] !== signs[1] || joined || (signs[1] && isYear(last)))) return true;
  if (one !== two && (joined || (signs[1] && !signs[0] && one && isYear(last)))) return true;
  const [apart, alsoApart] = [one, two].map((sign) => sign.includes("-") && sign.includes(" "));
  if (apart !== alsoApart || beginsADate(match)) return true;
  if (/[ \n]/.test(between) && BEGINS_ANOTHER.test(rest.slice(0, 3))) return true;
  const isDayInFull = last[2] === "\n" && ["19", "20"].includes(year.replace(/\D/g, ""));
  if (last.includes("\n") && !between) return Boolean(one || two) || isDayInFull;
  const grouped = isUneven(one, two) && (!between.includes("-") || !two.replaceAll("\n", ""));
  return grouped && NEIGHBOUR.test(`${before}#${rest.slice(0, 2)}`);
}

/** A day, and 8612 3456. @param {RegExpExecArray} match */
function mayBeATelephone(match) {
  const { between, last } = match.groups ?? {};
  return /^[ \n]+$/.test(between) && last[0] > "1" && /^ \d{4}(?!\d)/.test(after(match).slice(0, 6));
}

/** A year, and the rest of a date after it. @param {RegExpExecArray} match */
function beginsADate(match) {
  return isYear(match.groups?.last ?? "") && /^-\d\d-\d\d(?!\d)/.test(after(match).slice(0, 7));
}

/** @param {RegExpExecArray} match @returns {Judged} */
function written(match) {
  const { day, one, month, two, year, between, last } = match.groups ?? {};
  const gaps = (match[0].match(/\n[\n ]*/g) ?? []).length;
  if (gaps > 1 || !isDay(day + month + year) || isTwoThings(match)) return "no";
  const isCase = isUneven(one, two) && !between;
  const isTwoLines = gaps > 0 && !between.includes("-") && (!between.includes("\n") || Boolean(one && two));
  if (!isCase && !isTwoLines && !mayBeATelephone(match)) return "sure";
  return last.includes("\n") && GOES_ON.test(after(match).slice(0, 4)) ? "no" : "doubtful";
}

/** @param {RegExpExecArray} match @returns {Judged} */
function grouped(match) {
  const { date, between } = match.groups ?? {};
  if (!isDay(date)) return "no";
  const groups = match[0].split(" ").map((group) => group.length).join(" ");
  if (between.includes("-") || SURE_GROUPS.includes(groups)) return "sure";
  return POSSIBLE_GROUPS.includes(groups) ? "doubtful" : "no";
}

/** @param {RegExpExecArray} match @returns {Judged} */
function fullYear(match) {
  const { day, month, year, last } = match.groups ?? {};
  if (!exists(Number(day), Number(month), Number(year)) || BEGINS_ANOTHER.test(after(match).slice(0, 3))) return "no";
  const isTime = last.slice(0, 2) < "24" && last.slice(2) < "60";
  return isYear(last) || isTime ? "doubtful" : "sure";
}

/** @type {[RegExp, (match: RegExpExecArray) => Judged][]} */
const FORMS = [[WRITTEN, written], [GROUPED, grouped], [FULL_YEAR, fullYear]];

/**
 * Where the numbers stand, each as [start, end) in code points, in order.
 * @param {string} text
 * @returns {[number, number][]}
 */
export function findCpr(text) {
  let seen = "";
  /** @type {number[]} */
  const places = []; // for each unit of `seen`, the code point it came from
  [...text].forEach((sign, place) => {
    const read = plain(sign);
    seen += read;
    for (let unit = 0; unit < read.length; unit += 1) places.push(place);
  });
  /** @type {[number, number][]} */
  const found = [];
  for (const [form, judge] of FORMS) {
    form.lastIndex = 0;
    for (let match = form.exec(seen); match; match = form.exec(seen)) {
      const judged = judge(match);
      if (judged === "sure") found.push([match.index, match.index + match[0].length]);
      if (judged === "no") form.lastIndex = match.index + 1;
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  /** @type {[number, number][]} */
  const apart = [];
  for (const one of found) if (!apart.length || one[0] >= apart[apart.length - 1][1]) apart.push(one);
  return apart.map(([at, to]) => [places[at], places[to - 1] + 1]);
}
