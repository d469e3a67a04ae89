/** What `sallyport-sandbox --help` prints. */
export const help = `sallyport-sandbox: run programs that a model wrote, over datasets by name, in a jailed process

  sallyport-sandbox run program.js --data data/        run a program over the files of a folder
  echo "1 + 1" | sallyport-sandbox run -               the program from standard input
  echo "pl.scan('sales').describe()" | sallyport-sandbox run - --data sales.csv
                                                       sales.csv is the dataset 'sales'
  echo "pl.datasets()" | sallyport-sandbox run - --data data/
                                                       which datasets there are, and their columns
  sallyport-sandbox run program.ts --data data/ --dataset sales --timeout 20
                                                       one dataset only, and a longer time
  sallyport-sandbox check program.js                   is it in the language? nothing runs
  sallyport-sandbox api --prompt                       what a model is told of the language
  sallyport-sandbox doctor                             which walls stand on this machine

run:
  --data PATH      a data file, or a folder of them (CSV, TSV, JSON, NDJSON, Parquet, Arrow); may be repeated
  --dataset NAME   let the program read only this dataset; may be repeated
  --timeout S      stop the program after S seconds (default 8)
  --chart FILE     write the first chart's Vega-Lite specification to a file
  --cache DIR      where converted datasets are kept (default: $XDG_CACHE_HOME/sallyport/datasets, ~/.cache/…)
api:
  --markdown       the reference as a page (default)
  --dts            TypeScript declarations
  --prompt         the short form for a model
run, check and doctor:
  --json           print one JSON object

SALLYPORT_SANDBOX_JAIL=auto|bubblewrap|container|none chooses the jail.

Exit codes: 0 fine, 1 the program failed or was stopped, 2 wrong usage, 3 refused by the check (nothing ran).
`;
