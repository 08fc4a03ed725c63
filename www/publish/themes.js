/** The three looks: colours of a page, given to the elements as custom properties, and of pictures. */

/** @typedef {{ ground: string, ink: string, muted: string, line: string, accent: string, accentInk: string, marked: string, parts: string[], more: Record<string, string> }} Theme `more`: further custom properties of the elements */

const LIGHT = { ground: "#ffffff", ink: "#1c2530", muted: "#566170", line: "#dde3ea", marked: "#a84a07" };

/** @type {Record<"default" | "red" | "dark", Theme>} */
export const THEMES = {
  default: { ...LIGHT, accent: "#1f5fa8", accentInk: "#ffffff", parts: ["#6096d0", "#2f6db3", "#0d3f7a", "#b97a10", "#6b7785", "#4a2f6b"], more: {} },
  red: { ...LIGHT, accent: "#b5121b", accentInk: "#ffffff", marked: "#8a5a00", parts: ["#d98a8a", "#b5121b", "#6d0d13", "#b97a10", "#6b7785", "#3d4f6b"], more: { selected: "#fdf3dd", "selected-edge": "#8a5a00", band: "#fbf2f2" } },
  dark: {
    ...{ ground: "#121a24", ink: "#e8edf3", muted: "#b3bdca", line: "#3a4655", accent: "#8ab8ee", accentInk: "#0c1a2b", marked: "#f0a355" },
    parts: ["#c4dcf6", "#8ab8ee", "#5590d6", "#e0a13a", "#a3afbd", "#b59ad6"],
    more: { surface: "#18212d", edge: "#8592a3", band: "#223044", selected: "#3b2c18", "selected-edge": "#f0a355", up: "#6fd09b", down: "#f3a48d" },
  },
};
