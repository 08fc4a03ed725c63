/**
 * A picture (picture.js) as PNG, by a canvas of our own drawing: a strict policy lets no image come from a blob. It knows the shapes
 * and attributes that those pictures have.
 */

/** @typedef {Record<string, string>} Attributes */

/** @type {Record<string, string>} */
const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#13;": "\r" };

/** @param {string} text */
const plain = (text) => text.replace(/&(?:amp|lt|gt|quot|#39|#13);/g, (sign) => SIGNS[sign]);

/** The shapes of a picture, in the order of drawing. @param {string} svg @returns {{ kind: string, attributes: Attributes, text: string }[]} */
export const shapesOf = (svg) =>
  [...svg.matchAll(/<(rect|line|polyline|circle|text) ([^>]*?)(?:\/>|>([^<]*)<\/text>)/g)].map(([, kind, attributes, text = ""]) => ({
    kind,
    attributes: Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)])),
    text: plain(text),
  }));

/** @type {Record<string, CanvasTextAlign>} */
const ALIGN = { start: "left", middle: "center", end: "right" };

/** @param {CanvasRenderingContext2D} context @param {Attributes} shape @param {string} text @param {string} font */
function write(context, shape, text, font) {
  context.font = `${shape["font-weight"]} ${shape["font-size"]}px ${font}`;
  context.textAlign = ALIGN[shape["text-anchor"]];
  context.fillStyle = shape.fill;
  context.fillText(text, Number(shape.x), Number(shape.y));
}

/** @param {CanvasRenderingContext2D} context @param {Attributes} shape @param {[number, number][]} points */
function stroke(context, shape, points) {
  context.strokeStyle = shape.stroke;
  context.lineWidth = Number(shape["stroke-width"]);
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof shapesOf>[0]} drawn @param {string} font */
function draw(context, { kind, attributes: shape, text }, font) {
  const n = (/** @type {string} */ name) => Number(shape[name] ?? 0);
  if (kind === "text") return write(context, shape, text, font);
  if (kind === "line") return stroke(context, shape, [[n("x1"), n("y1")], [n("x2"), n("y2")]]);
  if (kind === "polyline") return stroke(context, shape, shape.points.split(" ").map((point) => /** @type {[number, number]} */ (point.split(",").map(Number))));
  context.fillStyle = shape.fill;
  if (kind === "rect") return context.fillRect(n("x"), n("y"), n("width"), n("height"));
  context.beginPath();
  context.arc(n("cx"), n("cy"), n("r"), 0, 2 * Math.PI);
  context.fill();
}

/** How many dots of the PNG are one of the picture. */
const SCALE = 2;

/** @param {string} svg @param {number} width @param {number} height @returns {Promise<Uint8Array>} */
export async function drawn(svg, width, height) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [SCALE * width, SCALE * height];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(SCALE, SCALE);
  const font = plain(/font-family="([^"]*)"/.exec(svg)?.[1] ?? "sans-serif");
  for (const shape of shapesOf(svg)) draw(context, shape, font);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the canvas gave no picture");
  return new Uint8Array(await blob.arrayBuffer());
}
