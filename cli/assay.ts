#!/usr/bin/env node
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { ProblemsError, type Problem } from '../config/problem.ts'
import type { Command } from './command.ts'
import { reportProblems } from './report-problems.ts'

/** One file a subcommand; loaded only when it is asked for, so that each starts fast. */
const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  run: () => import('./run.ts'),
  init: () => import('./init.ts'),
  doctor: () => import('./doctor.ts'),
  catalogue: () => import('./catalogue.ts'),
  mocks: () => import('./mocks.ts'),
  reference: () => import('./reference.ts'),
  selftest: () => import('./selftest.ts'),
  verify: () => import('./verify.ts'),
  countersign: () => import('./countersign.ts'),
  report: () => import('./report.ts'),
  gate: () => import('./gate.ts'),
  compare: () => import('./compare.ts'),
  merge: () => import('./merge.ts'),
}

// Types stripped and code compiled once, not at every start; processes we start share the same cache.
enableCompileCache()
process.env['NODE_COMPILE_CACHE'] ??= getCompileCacheDir()

// Whoever reads may leave before the end (`| head`). That is no fault of anybody's.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

const [name, ...args] = process.argv.slice(2)
process.exitCode = await main(name, args)
// Whatever may still be open (a connection, a worker) must not keep a finished command from ending: once what it printed was read.
process.stdout.write('', () => process.stderr.write('', () => setTimeout(() => process.exit(), 3_000).unref()))

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return overview()
  if (name === '--version') return print(`${await version()}\n`)
  const load = COMMANDS[name]
  if (!load) {
    const problem = {
      code: 'ASSAY_OPTION_INVALID',
      what: `Failed to run "assay ${name}": there is no such command.`,
      place: 'command line',
      seen: name,
      expected: Object.keys(COMMANDS).join(', '),
      remedy: 'Use one of these; "assay --help" says what each does.',
    } satisfies Problem
    return reportProblems([problem], args.includes('--json'))
  }
  try {
    const { command } = await load()
    if (args.includes('--help') || args.includes('-h')) return print(command.help)
    return await command.run(args)
  } catch (error) {
    if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
    return breakdown(error, args.includes('--json'))
  }
}

/** A fault of Assay itself. The stack is for whoever asks; everybody else gets a sentence and a way on. */
function breakdown(error: unknown, json: boolean): number {
  if (process.env['ASSAY_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n\n`)
  const problem: Problem = {
    code: 'ASSAY_INTERNAL',
    what: `Failed to go on: ${error instanceof Error ? error.message : String(error)}`,
    place: 'Assay itself, not the system under assurance',
    remedy: 'Run again with ASSAY_DEBUG=1 for the details, and report them.',
  }
  return reportProblems([problem], json)
}

async function overview(): Promise<number> {
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command))
  const width = Math.max(...commands.map((command) => command.name.length))
  return print(`assay: assurance of GP clinical IT systems against the Tech Innovation Framework

Usage
  assay <command> [options]        assay <command> --help explains each

Commands
${commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`).join('\n')}

First steps
  assay run                        assure the embedded reference candidate: see what a run gives you
  assay init                       begin with your own system (docs/candidate-contract.md)
  assay run --candidate FILE       assure it
  assay verify packs/latest        prove that a pack was not touched
`)
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return (JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
