// What scripts/bundle.mjs puts in place of these names.

/** The build that a script belongs to: a hash of everything it is made of. */
declare const BUILD: string;

/** In www/entry.js: which script it leads to. */
declare const NAME: string;

/** The files of this build, each with a hash of its content in its name. */
declare const FILES: {
  rescue: string;
  compileWorker: string;
  further: string;
  /** Null in a script that holds everything itself. */
  share: string | null;
  tables: string;
  ranking: string;
  model: string;
  modelScript: string;
  analysis: string;
  analysisVector: string;
  analysisScript: string;
  table: string;
  sql: string;
  report: string;
  reportScript: string;
  tableWorker: string;
  workbenchWorker: string;
  workbookRead: string;
  workbookReadScript: string;
  workbookWrite: string;
  workbookWriteScript: string;
};

/** By step: the members and words of a framework that the module `ranking` knows. */
declare const FIRST: Record<string, string[]>;

/** The bytes of every file that pages load while they run, by its name. */
declare const LENGTHS: Record<string, number>;

/** The scripts that hold a file once more, by the file's name. */
declare const SPARES: Record<string, string>;
