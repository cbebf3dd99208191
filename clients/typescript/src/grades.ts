import type { components } from "./api.js";

/** A word that Ofsted judged with. */
export type Grade = components["schemas"]["Grade"];

/** The colours of a tile with a letter. Each letter has at least 4.5:1 on its tile, each tile 3:1 on the ground. */
export interface Tile {
  readonly fill: string;
  readonly ink: string;
}

/** How a grade is shown. Colours alone are not enough for everybody: show the letter or the label too. */
export interface GradeStyle {
  readonly label: string;
  readonly letter: string;
  /** 1 is best. Requires improvement and adequate are third grades of two scales, and not comparable. */
  readonly rank: number | null;
  /** On white. */
  readonly light: Tile;
  /** On `#16191c`. */
  readonly dark: Tile;
}

function style(label: string, letter: string, rank: number, light: string, ink: string, dark: string): GradeStyle {
  return { label, letter, rank, light: { fill: light, ink }, dark: { fill: dark, ink: "#000000" } };
}

/**
 * The grades, best first. Any two of the four present ones can be told apart with every kind of colour vision
 * (CIEDE2000 of 23 or more on the light ground, 16 or more on the dark one).
 */
export const GRADES: Readonly<Record<Grade, GradeStyle>> = /* @__PURE__ */ Object.freeze({
  outstanding: /* @__PURE__ */ style("Outstanding", "O", 1, "#0b2f6b", "#ffffff", "#bcdcff"),
  good: /* @__PURE__ */ style("Good", "G", 2, "#2f7abf", "#ffffff", "#4a90d9"),
  requires_improvement: /* @__PURE__ */ style("Requires improvement to be good", "RI", 3, "#d87a0a", "#000000", "#ffc266"),
  adequate: /* @__PURE__ */ style("Adequate", "A", 3, "#7d6f52", "#ffffff", "#9aa58f"),
  inadequate: /* @__PURE__ */ style("Inadequate", "I", 4, "#8e1010", "#ffffff", "#f2584c"),
});

/** Where there is no grade: a dash on the ground, never an empty tile. Give it an edge of 2 px in `#505a5f`. */
export const NO_GRADE: GradeStyle = {
  label: "No grade",
  letter: "–",
  rank: null,
  light: { fill: "#ffffff", ink: "#0b0c0c" },
  dark: { fill: "#16191c", ink: "#f1f3f4" },
};
