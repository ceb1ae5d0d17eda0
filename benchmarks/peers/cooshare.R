# CooRTweet on a CSV of shares: the vignette's parameters, as the data's README gives them.
# Rscript cooshare.R shares.csv out.csv [folder of CooRTweet's sources, where it is not installed]
# Prints the CPU seconds of the best of three runs and writes the strong edges.
given <- commandArgs(TRUE)
suppressMessages({library(data.table); library(igraph)})
if (length(given) > 2) {
  for (f in c("globals", "calc_group_combinations", "detect_groups", "generate_coordinated_network"))
    source(file.path(given[3], "R", paste0(f, ".R")))
} else suppressMessages(library(CooRTweet))
setDTthreads(1)
shares <- fread(given[1], colClasses = "character")
shares[, timestamp_share := as.integer(timestamp_share)]
cost <- Inf
for (i in 1:3) {
  before <- proc.time()
  pairs <- detect_groups(copy(shares), time_window = 60, min_participation = 2)
  network <- generate_coordinated_network(pairs, edge_weight = 0.5, subgraph = 1)
  spent <- proc.time() - before
  cost <- min(cost, spent[["user.self"]] + spent[["sys.self"]])
}
fwrite(as_data_frame(network)[c("from", "to", "weight")], given[2])
cat(cost, "\n")
