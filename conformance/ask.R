# Asks an endpoint with the functions of docs/clients.R; prints what came of it as JSON.
arguments <- commandArgs(trailingOnly = TRUE)
source(arguments[1])
endpoint <- arguments[2]

failure <- function(wrong) tryCatch({ wrong; "" }, error = conditionMessage)
product <- "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

cat(toJSON(auto_unbox = TRUE, list(
  names = I(table_of(endpoint, NAMES)$name),
  languages = I(rows_of(endpoint, NAMES)$name$`xml:lang`),
  scores = I(table_of(endpoint, SEARCH)$score),
  refused = failure(table_of(endpoint, "SELECT * { ?s ?p }")),
  cut = failure(table_of(paste0(endpoint, "?maxbytes=1000000"), product))
)))
