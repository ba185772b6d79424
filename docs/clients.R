# Asks a running endpoint from R; read it, or run it.
#
#   make serve                                        # in another terminal
#   sudo apt install r-cran-httr r-cran-jsonlite      # or install.packages(c("httr", "jsonlite"))
#   Rscript docs/clients.R http://127.0.0.1:8000/sparql

library(httr)
library(jsonlite)

NAMES <- '
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name . FILTER(LANG(?name) = "en") }
ORDER BY ?name ?thing LIMIT 5'

SEARCH <- '
PREFIX search: <https://w3id.org/regiograph/search#>
SELECT ?thing ?name ?score WHERE {
  SERVICE <https://w3id.org/regiograph/search> {
    ?thing search:query "additive manufacturing for spare parts" ;
      search:label ?name ; search:score ?score ; search:limit 5 .
  }
} ORDER BY DESC(?score) ?thing'

# The text of an answer. What the endpoint refuses is an error that says why and what helps, and
# so is an answer that was cut: read.csv() would take its last line for a row.
ask <- function(endpoint, query, type) {
  answer <- POST(endpoint, body = list(query = query), encode = "form", accept(type))
  text <- content(answer, "text", encoding = "UTF-8")
  if (http_error(answer)) stop(fromJSON(text)$detail, call. = FALSE)
  if (grepl("\n!! RESULT CUT: ", text, fixed = TRUE)) stop(sub(".*\n!! ", "", text), call. = FALSE)
  text
}

# A data frame; numbers are numbers.
table_of <- function(endpoint, query) {
  read.csv(text = ask(endpoint, query, "text/csv"), encoding = "UTF-8")
}

# The rows with what CSV leaves out: types, languages, and what is an IRI.
rows_of <- function(endpoint, query) {
  fromJSON(ask(endpoint, query, "application/sparql-results+json"))$results$bindings
}

main <- function(endpoint) {
  print(table_of(endpoint, NAMES))
  print(table_of(endpoint, SEARCH))
  print(rows_of(endpoint, NAMES)$name)
}

if (sys.nframe() == 0) {
  address <- commandArgs(trailingOnly = TRUE)
  main(if (length(address)) address[1] else "http://127.0.0.1:8000/sparql")
}
