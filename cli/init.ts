import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ProblemsError, type Problem } from '../config/problem.ts'
import type { Command } from './command.ts'
import { ROOT } from './paths.ts'
import { dataContract } from './run/data-contract.ts'

const CANDIDATE = 'candidate.yaml'
const DATA = 'data-contract.json'

const help = `assay init: begin with your own system

Usage
  assay init [--out FILE] [--data FILE]

Writes two files. candidate.yaml tells Assay how to reach your system and what it claims; every line is explained in it. The data
contract is what your system must hold before a run: the practice, its staff and the organisations round about. Nothing is ever
written over.

Options
  --out FILE    the candidate file; ${CANDIDATE} by default
  --data FILE   the data contract; ${DATA} beside the candidate file by default.
                Given alone, only the data contract is written

Examples
  assay init
  assay init --out assurance/candidate.yaml
  assay init --data data-contract.json       only the data, say after an update of Assay

Exit codes
  0  written    2  not written: a file is there already, or cannot be written
`

export const command: Command = {
  name: 'init',
  summary: 'write a candidate file and the data your system must hold',
  help,
  async run(args) {
    const { out, data } = read(args)
    const candidate = out ?? (data === undefined ? CANDIDATE : undefined)
    const files = [
      ...(candidate === undefined ? [] : [{ path: candidate, text: readFileSync(join(ROOT, 'docs/examples/candidate.yaml'), 'utf8') }]),
      { path: data ?? join(dirname(candidate!), DATA), text: `${JSON.stringify(dataContract(), null, 2)}\n` },
    ]
    const there = files.filter(({ path }) => existsSync(path)).map(({ path }) => EXISTS(path))
    if (there.length > 0) throw new ProblemsError(there)
    for (const { path, text } of files) write(path, text)
    process.stdout.write(`Written: ${files.map(({ path }) => path).join(', ')}\n`)
    if (candidate !== undefined) process.stdout.write(next(candidate, files.at(-1)!.path))
    return 0
  },
}

const next = (candidate: string, data: string): string => `
Next
  1. Put your system's address, keys and client id into ${candidate}.
  2. Load ${data} into a test installation of your system.
  3. Point the installation at the mocked national services: "assay mocks --candidate ${candidate}" starts them and says where they are.
  4. assay doctor --candidate ${candidate}
  5. assay run --candidate ${candidate}
`

function read(args: string[]): { out?: string | undefined; data?: string | undefined } {
  try {
    return parseArgs({ args, options: { out: { type: 'string' }, data: { type: 'string' } } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ProblemsError([
      { code: 'ASSAY_OPTION_INVALID', what: `Failed to understand the options: ${error.message}`, place: 'command line', remedy: 'Correct the option; "assay init --help" lists them.' },
    ])
  }
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    // Exclusive: a file that has come to be since we looked is not written over either.
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new ProblemsError([EXISTS(path)])
    throw new ProblemsError([{ code: 'ASSAY_OPTION_INVALID', what: `Failed to write ${path}`, place: path, seen: message, remedy: 'Name a file in a folder that you may write to.' }])
  }
}

const EXISTS = (path: string): Problem => ({
  code: 'ASSAY_INIT_EXISTS',
  what: `Failed to write ${path}: it is there already`,
  place: path,
  remedy: 'Name another file with --out or --data, or move the old one away: nothing is written over.',
})
