/** A subcommand of `assay`: one file `cli/<name>.ts` exports it as `command`. */
export interface Command {
  /** The word after `assay`. */
  name: string
  /** One line for the overview, without a full stop. */
  summary: string
  /** What `assay <name> --help` prints: usage, options, examples. */
  help: string
  /** Runs with the arguments after the name; resolves to the exit code. */
  run(args: string[]): Promise<number>
}
