import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { parse } from 'yaml'
import { ROOT } from '../../cli/paths.ts'

const FOLDER = join(ROOT, 'docs/examples/pipelines')
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8')

/** How each engine says which part it is, which run, and where Assay lies: in words of ours, so that their commands can be compared. */
const WORDS: [RegExp, string][] = [
  [/\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX|\$SYSTEM_JOBPOSITIONINPHASE|\$SHARD/g, '<part>'],
  [/\$\{\{ github\.run_number \}\}|\$CI_PIPELINE_IID|\$BUILD_BUILDID|\$BUILD_NUMBER|\$SEED/g, '<seed>'],
  [/node \/?assay\/cli\/assay\.ts/g, 'assay'],
  [/\/evidence\/<part>/g, 'shards/<part>'],
]

/** The commands of Assay in a pipeline, in order. */
const commandsOf = (file: string): string[] =>
  [...read(file).matchAll(/node \/?assay\/cli\/assay\.ts [^'\n]*/g)].map(([command]) => WORDS.reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), command).trim())

const PIPELINES = ['github-actions.yml', 'gitlab-ci.yml', 'azure-pipelines.yml', 'Jenkinsfile']

describe('the pipelines', () => {
  test('are documents that their engines can read', () => {
    for (const file of [...PIPELINES.filter((name) => name.endsWith('.yml')), 'kubernetes-job.yaml']) assert.equal(typeof parse(read(file)), 'object', file)
  })

  test('do the same, whichever engine runs them', () => {
    const [first, ...others] = PIPELINES.map(commandsOf)
    assert.equal(first?.length, 4)
    for (const commands of others) assert.deepEqual(commands, first)
    assert.deepEqual(commandsOf('kubernetes-job.yaml'), first.slice(0, 1))
  })
})

describe('their commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pipeline-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const shell = (command: string) => spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })

  test('run one after the other: parts, one pack of them, reports, a decision', () => {
    const [run = '', ...rest] = commandsOf('gitlab-ci.yml').map((command) => command.replace(/^assay/, `"${process.execPath}" "${join(ROOT, 'cli/assay.ts')}"`))
    // The embedded candidate instead of a supplier's, and few scenarios: it is the way that is tried here.
    const small = run.replace('--candidate candidate.yaml', '--requirement TIF-PDS-01 --requirement TIF-NHSNO-01 --workers 1').replace('<seed>', '7')
    writeFileSync(join(folder, 'durations.json'), JSON.stringify({ version: 1, scenarios: { '0123456789abcdef': 250 } }))
    for (const part of ['1', '2', '3']) {
      const { status, stderr } = shell(small.replaceAll('<part>', part))
      assert.equal(status, 0, stderr)
    }
    for (const command of rest) {
      const { status, stderr, stdout } = shell(command)
      assert.equal(status, 0, `${command}\n${stdout}\n${stderr}`)
    }
    assert.deepEqual(['index.html', 'junit.xml', 'summary.md', 'assay.sarif', 'durations.json'].filter((file) => !existsSync(join(folder, 'evidence/report', file))), [])
  })

  test('let a part pass whose decision is for the whole, and stop where the set-up is wrong', () => {
    const tolerance = /\|\| (\[ \$\? -eq 1 \])/.exec(read('gitlab-ci.yml'))?.[1]
    assert.ok(tolerance)
    const codes = [0, 1, 2, 3].map((code) => shell(`(exit ${code}) || ${tolerance}`).status)
    assert.deepEqual(codes, [0, 0, 1, 1])
  })
})
