import { parseArgs } from 'node:util'
import { ConfigError } from './config/config-error.ts'
import { loadDefects } from './defects/load-defects.ts'
import { start } from './start.ts'
import { takeTurns } from './turns.ts'

const HELP = `A small GP system.

  node candidate/reference/main.ts --config FILE.json [--defect NAME]...
  node candidate/reference/main.ts --in-turns
  node candidate/reference/main.ts --list-defects

  --config FILE          the configuration; config/config.schema.json describes it
  --defect NAME          starts with a known fault, to prove that it is noticed; may be repeated
  --in-turns             starts anew for every line on its standard input, {"config":"FILE","defects":["NAME"]}, until that is closed
  --list-defects         prints the known faults as JSON and ends
  --until-stdin-closes   also stops once its standard input is closed: whoever started it has ended, however that came about

Prints {"ready":true,"url":"..."} on stdout once it answers; in turns {"ready":false,"why":"..."} when it could not. SIGTERM and SIGINT stop it.
`

/** Exit codes: 0 stopped as asked, 2 wrong arguments or configuration. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      config: { type: 'string' },
      defect: { type: 'string', multiple: true, default: [] },
      'in-turns': { type: 'boolean' },
      'list-defects': { type: 'boolean' },
      'until-stdin-closes': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return print(HELP)
  if (values['list-defects'])
    return print(
      JSON.stringify(
        (await loadDefects()).map(({ name, requirement, story, area }) => ({ name, requirement, story, area })),
        undefined,
        2,
      ),
    )
  if (values['in-turns']) {
    await takeTurns(process.stdin, print)
    return 0
  }
  if (!values.config)
    throw new ConfigError([{ place: '--config', what: 'is missing', remedy: 'Give the configuration file; --help shows how.' }])

  const running = await start(values.config, values.defect)
  print(JSON.stringify({ ready: true, url: running.url }))
  const { 'until-stdin-closes': untilStdinCloses } = values
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve)
    if (untilStdinCloses) process.stdin.once('end', resolve).once('error', resolve).resume()
  })
  // An open input would keep the process alive.
  if (untilStdinCloses) process.stdin.destroy()
  await running.stop()
  return 0
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isUsage = error instanceof ConfigError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${isUsage ? (error as Error).message : (error as Error).stack}\n`)
  process.exitCode = 2
}
