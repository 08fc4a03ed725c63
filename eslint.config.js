import js from "@eslint/js";
import { configs as lit } from "eslint-plugin-lit";
import globals from "globals";

// A page under require-trusted-types-for 'script' and style-src 'self' breaks on any of these, and a label out of
// somebody's file must never become markup. Lit writes text as text; nothing else writes.
const MARKUP = ["innerHTML", "outerHTML", "srcdoc"];
const PARSERS = ["insertAdjacentHTML", "createContextualFragment", "parseFromString", "setHTMLUnsafe", "parseHTMLUnsafe"];
const TEMPLATE = "TaggedTemplateExpression[tag.name=/^(html|svg)$/] > TemplateLiteral > TemplateElement";

const safePages = {
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-console": "error",
  "no-restricted-properties": [
    "error",
    ...[...MARKUP, ...PARSERS].map((property) => ({ property, message: "Text is text: let Lit write it." })),
    { object: "document", property: "write", message: "Let Lit write it." },
    { object: "document", property: "writeln", message: "Let Lit write it." },
  ],
  "no-restricted-imports": [
    "error",
    {
      paths: [{ name: "lit", importNames: ["unsafeCSS"], message: "Style sheets are literals." }],
      patterns: [
        { group: ["**/unsafe-html*", "**/unsafe-svg*", "**/unsafe-mathml*", "**/static-html*"], message: "Text is text." },
        { group: ["**/style-map*"], message: "It writes a style attribute, which style-src 'self' refuses." },
      ],
    },
  ],
  "no-restricted-globals": ["error", { name: "structuredClone", message: "Chromium 98; the floor is 90." }],
  "no-restricted-syntax": [
    "error",
    { selector: `${TEMPLATE}[value.raw=/\\sstyle\\s*=/]`, message: "style-src 'self' refuses style attributes: use a class or an SVG attribute." },
    { selector: `${TEMPLATE}[value.raw=/\\s(on\\w+|srcdoc)\\s*=|\\.(innerHTML|outerHTML|srcdoc)\\s*=/]`, message: "Use @event; text is text." },
    { selector: `CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(style|on.*|srcdoc)$/]`, message: "style-src 'self' refuses it." },
    { selector: "ExportDefaultDeclaration", message: "Exports have names." },
  ],
};

/** What scripts/bundle.mjs puts in place of these names. */
const BUILT = { BUILD: "readonly", FILES: "readonly", FIRST: "readonly", LENGTHS: "readonly", NAME: "readonly", SPARES: "readonly" };

export default [
  { ignores: ["pkg/dist/", "build/", "target/", "python/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["www/**/*.js"], ignores: ["www/api/node.js", "www/table/node.js", "www/workbook/node.js", "www/publish/node.js"], languageOptions: { globals: { ...globals.browser, ...BUILT } }, rules: safePages },
  {
    ...lit["flat/recommended"],
    files: ["www/elements/**/*.js", "www/table/**/*.js", "www/whatif/**/*.js"],
    rules: {
      ...lit["flat/recommended"].rules,
      "lit/attribute-names": "error",
      "lit/lifecycle-super": "error",
      "lit/no-classfield-shadowing": "error",
      "lit/no-invalid-escape-sequences": "error",
      "lit/no-legacy-imports": "error",
      "lit/no-private-properties": "error",
      "lit/no-this-assign-in-render": "error",
      "lit/no-useless-template-literals": "error",
      "lit/no-value-attribute": "error",
      "lit/quoted-expressions": "error",
      "lit/value-after-constraints": "error",
    },
  },
  { files: ["www/api/node.js", "www/table/node.js", "www/workbook/node.js", "www/publish/node.js", "pkg/bin/**", "scripts/**", "*.config.js"], languageOptions: { globals: { ...globals.node, ...BUILT } } },
  // What a test or a bench evaluates in the page stands beside what runs in Node.
  { files: ["tests/**", "benches/**"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
