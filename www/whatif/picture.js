/** A chart on the page as a file of its own: SVG, and PNG by a canvas of our own drawing, since a strict policy lets no image come from a blob. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** The styles that are written as attributes: a file has no style sheet. */
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight"];

/** Chinese first, as on the page; the file may be opened anywhere. */
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const MARGIN = 16;
const LINE = 18;

/**
 * Offers a file to save.
 * @param {string} name @param {Blob} content
 */
export function save(name, content) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|]/g, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Lines of text that fit a width: a Chinese character is one em wide, others about half of it.
 * @param {string} text @param {number} ems
 */
export function wrap(text, ems) {
  const lines = [];
  let line = "";
  let width = 0;
  // A word of Latin letters stays in one piece, so does a number.
  for (const [piece] of text.matchAll(/[\u0021-\u024f]+|[^]/gu)) {
    const wide = [...piece].reduce((sum, character) => sum + (character < "\u2e80" ? 0.56 : 1), 0);
    if (width + wide > ems && line) {
      lines.push(line.trim());
      [line, width] = ["", 0];
    }
    line += piece;
    width += wide;
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

/**
 * A copy of a drawing that needs no style sheet, with what it shows above it and where it comes from below.
 * @param {SVGSVGElement} drawn as it stands on the page
 * @param {{ title: string, above: string, below: string, ink: string, surface: string }} texts
 */
export function standalone(drawn, { title, above, below, ink, surface }) {
  const { width, height } = drawn.viewBox.baseVal;
  const heads = [...wrap(title, width / 15).map((text) => ({ text, size: 15, weight: 650 })), ...wrap(above, width / 12).map((text) => ({ text, size: 12, weight: 400 }))];
  const feet = wrap(below, width / 10.5).map((text) => ({ text, size: 10.5, weight: 400 }));
  const top = MARGIN + heads.length * LINE + 6;
  const size = { width: width + 2 * MARGIN, height: top + height + 10 + feet.length * LINE + MARGIN };
  const picture = element("svg", { xmlns: NAMESPACE, viewBox: `0 0 ${size.width} ${size.height}`, ...size, "font-family": FONT });
  picture.append(element("title", {}, title), element("desc", {}, `${above} ${below}`.trim()));
  picture.append(element("rect", { x: 0, y: 0, ...size, fill: surface }));
  const write = (/** @type {typeof heads} */ lines, /** @type {number} */ from) =>
    lines.forEach(({ text, size, weight }, i) => picture.append(element("text", { x: MARGIN, y: from + (i + 0.8) * LINE, fill: ink, "font-size": size, "font-weight": weight }, text)));
  write(heads, MARGIN);
  write(feet, top + height + 10);
  const body = element("g", { transform: `translate(${MARGIN} ${top})` });
  for (const each of drawn.querySelectorAll("rect, line, circle, polyline, text")) {
    const style = getComputedStyle(each);
    if (style.display === "none") continue;
    const copy = element(each.localName, {}, each.localName === "text" ? each.textContent?.trim() ?? "" : undefined);
    for (const { name, value } of each.attributes) if (!/^(class|part|role|tabindex|(aria|data)-.*)$/.test(name)) copy.setAttribute(name, value);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value && !(name.startsWith("font") && each.localName !== "text")) copy.setAttribute(name, value);
    }
    body.append(copy);
  }
  picture.append(body);
  return /** @type {SVGSVGElement} */ (picture);
}

/** @param {SVGSVGElement} picture */
export const asSvg = (picture) => new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });

/**
 * @param {SVGSVGElement} picture what `standalone` made
 * @param {number} [scale] pixels a unit
 * @returns {Promise<Blob>}
 */
export function asPng(picture, scale = 2) {
  const number = (/** @type {Element} */ of, /** @type {string} */ name) => parseFloat(of.getAttribute(name) ?? "0") || 0;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(number(picture, "width") * scale);
  canvas.height = Math.ceil(number(picture, "height") * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const family = picture.getAttribute("font-family");

  /** @param {Element} each @param {number} x @param {number} y where its group begins */
  const draw = (each, x, y) => {
    if (each.localName === "g") {
      const [, dx, dy] = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(each.getAttribute("transform") ?? "") ?? [];
      for (const child of each.children) draw(child, x + Number(dx ?? 0), y + Number(dy ?? 0));
      return;
    }
    context.setTransform(scale, 0, 0, scale, x * scale, y * scale);
    const [fill, stroke] = [each.getAttribute("fill") ?? "none", each.getAttribute("stroke") ?? "none"];
    context.fillStyle = fill === "none" ? "transparent" : fill;
    context.strokeStyle = stroke;
    context.lineWidth = number(each, "stroke-width") || 1;
    const dashes = (each.getAttribute("stroke-dasharray") ?? "").match(/[\d.]+/g);
    context.setLineDash((dashes ?? []).map(Number));
    context.beginPath();
    if (each.localName === "rect") rounded(context, number(each, "x"), number(each, "y"), number(each, "width"), number(each, "height"), number(each, "rx"));
    else if (each.localName === "circle") context.arc(number(each, "cx"), number(each, "cy"), number(each, "r"), 0, 2 * Math.PI);
    else if (each.localName === "line") {
      context.moveTo(number(each, "x1"), number(each, "y1"));
      context.lineTo(number(each, "x2"), number(each, "y2"));
    } else if (each.localName === "polyline") {
      const at = (each.getAttribute("points") ?? "").match(/[\d.-]+/g)?.map(Number) ?? [];
      for (let i = 0; i < at.length; i += 2) context.lineTo(at[i], at[i + 1]);
    } else if (each.localName === "text") {
      const anchor = each.getAttribute("text-anchor");
      context.font = `${each.getAttribute("font-weight") ?? 400} ${number(each, "font-size") || 12}px ${family}`;
      context.textAlign = anchor === "middle" ? "center" : anchor === "end" ? "right" : "left";
      context.fillText(each.textContent ?? "", number(each, "x"), number(each, "y"));
      return;
    }
    if (each.localName === "rect" || each.localName === "circle") context.fill();
    if (stroke !== "none") context.stroke();
  };
  for (const child of picture.children) draw(child, 0, 0);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas"))), "image/png"));
}

/**
 * A rectangle with round corners; CanvasRenderingContext2D.roundRect is newer than Chromium 90.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} width @param {number} height @param {number} r
 */
function rounded(context, x, y, width, height, r) {
  context.moveTo(x + r, y);
  context.arcTo(x + width, y, x + width, y + height, r);
  context.arcTo(x + width, y + height, x, y + height, r);
  context.arcTo(x, y + height, x, y, r);
  context.arcTo(x, y, x + width, y, r);
  context.closePath();
}
