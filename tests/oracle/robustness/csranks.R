# Confidence sets of ranks by csranks (Wilhelm, Morgen; GPL-3, not a part of this project), to compare with.
# Rscript csranks.R FOLDER >csranks.csv, FOLDER the R/ folder of csranks 1.2.2.9001 (github danielwilhelm/R-CS-ranks,
# commit bd4f755); R 4.2.2 with MASS 7.3-58.2.
#
# csranks draws anew each time it is asked. So it is asked with ten seeds, 10,000 draws each, and for every bound the least
# and the largest of its ten answers are kept.
folder <- commandArgs(trailingOnly = TRUE)[1]
for (file in c("argument_checks", "utilityfunctions", "rank_utils", "diffmeans", "ranks")) {
  source(file.path(folder, paste0(file, ".R")))
}
pisa <- read.csv("pisa_2015_mathematics.csv")
se <- pisa$standard_error
alone <- diag(se^2)
# Neighbours in the table share much of their error.
together <- outer(se, se) * 0.8^abs(outer(seq_along(se), seq_along(se), "-"))
cases <- list(
  simultaneous = list(Sigma = alone),
  marginal = list(Sigma = alone, simul = FALSE),
  simultaneous_one_step = list(Sigma = alone, stepdown = FALSE),
  marginal_one_step = list(Sigma = alone, simul = FALSE, stepdown = FALSE),
  simultaneous_75 = list(Sigma = alone, coverage = 0.75),
  simultaneous_together = list(Sigma = together),
  marginal_together_90 = list(Sigma = together, simul = FALSE, coverage = 0.9)
)
cat("case,system,lower_least,lower_most,upper_least,upper_most\n")
for (case in names(cases)) {
  runs <- lapply(1:10, function(seed) {
    do.call(csranks, c(list(x = pisa$score, R = 10000, seed = seed), cases[[case]]))
  })
  lower <- sapply(runs, function(run) run$L)
  upper <- sapply(runs, function(run) run$U)
  for (i in seq_along(se)) {
    cat(case, pisa$system[i], min(lower[i, ]), max(lower[i, ]), min(upper[i, ]), max(upper[i, ]), sep = ",")
    cat("\n")
  }
}
