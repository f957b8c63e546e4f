import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { hardenAllurePage } from './allure/harden.ts'
import { writeResults } from './allure/results.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'

/** The command line of Allure 3: its package's main module. */
const ALLURE = createRequire(import.meta.url).resolve('allure')

/** Generating 10,000 results takes under a minute; beyond this something hangs. */
const LONGEST_MS = 300_000

/** Results that Allure 2 and 3 read (`allure-results/`), and the report that Allure 3 makes of them (`allure/`). */
export const format: Format = {
  name: 'allure',
  summary: 'Allure results (for Allure 2 and 3), and the report of Allure 3',
  render: async (pack, outDir) => {
    const [results, report] = [join(resolve(outDir), 'allure-results'), join(resolve(outDir), 'allure')]
    for (const folder of [results, report]) rmSync(folder, { recursive: true, force: true })
    mkdirSync(results, { recursive: true })
    const written = writeResults(pack, results)
    const { candidate } = pack.results
    // Allure puts the name into a script of its page without escaping it.
    const name = `${candidate.name} ${candidate.version}`.replaceAll(/[^\p{L}\p{N} .:_-]/gu, '')
    const args = [ALLURE, 'awesome', results, '--output', report, '--cwd', resolve(outDir), '--report-name', name, '--hide-labels', 'seal', '--group-by', 'parentSuite,suite']
    await promisify(execFile)(process.execPath, args, { timeout: LONGEST_MS })
    hardenAllurePage(join(report, 'index.html'), sealNote(pack))
    return { entry: join(report, 'index.html'), files: written + readdirSync(report, { recursive: true }).length }
  },
}
