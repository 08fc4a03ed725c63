# What COINr's own import_coin_tool makes of the workbooks. COINr 1.1.14 (bluefoxr/COINr at b968203), R 4.2.2, readxl 1.4.2.
# usage: Rscript golden.R COINR_SOURCE, in this folder; the source's R files are enough.
source_of <- commandArgs(TRUE)[1]
for (f in list.files(file.path(source_of, "R"), full.names = TRUE)) source(f)
written <- function(d, name) {
  for (k in names(d)) if (is.numeric(d[[k]])) d[[k]] <- ifelse(is.na(d[[k]]), NA, sprintf("%.17g", d[[k]]))
  write.csv(d, name, row.names = FALSE, quote = TRUE, fileEncoding = "UTF-8", na = "NA")
}
for (book in sub("\\.xlsx$", "", list.files(pattern = "^(esi|levels|old|asem)\\.xlsx$"))) {
  l <- suppressWarnings(suppressMessages(import_coin_tool(paste0(book, ".xlsx"), oldtool = book == "old")))
  written(l$iData, paste0(book, "_data.csv")); written(l$iMeta, paste0(book, "_meta.csv"))
}
