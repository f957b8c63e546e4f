import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { findBrowser } from '../../config/find-browser.ts'
import { redactText } from '../../reports/pack/redact.ts'
import { bodyNumber } from './bodies.ts'
import { tell } from './goal.ts'
import { EXCHANGES } from './large-pack.ts'
import { median } from './load.ts'

const [FEW, MANY] = [2_500, 10_000]
const ROUNDS = 5
/** Memory that need not grow with what a run has, but may a little: lists of scenarios and files. */
const FLAT = 1.25
/**
 * By itself V8 lets its heap grow for as long as the machine has room before it looks which objects are still wanted: memory of the machine's
 * size, not of the work's. In so much of a heap the work is done all the same.
 */
const HELD = ['--max-semi-space-size=16', '--max-old-space-size=96']

interface Work {
  /** Median of the rounds. */
  seconds: number
  /** Megabytes. */
  peak: number
}

/**
 * Evidence of 10,000 scenarios with five exchanges each: recorded, sealed, verified, and shown; against `sha256sum` and Allure 3 on the
 * same evidence, and against a run of a quarter of it for memory. The files lie in memory where the machine has such a place, so that no
 * disk is measured.
 */
export async function benchPacks(): Promise<void> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'assay-bench-'))
  try {
    redaction()
    const [few, many] = [join(folder, 'few'), join(folder, 'many')]
    const work = async (name: string, pack: string, { rounds = 1, out = join(folder, name), scenarios = 0, held = false } = {}): Promise<Work> => {
      const child = fork(fileURLToPath(new URL('pack-work.ts', import.meta.url)), [name, pack, String(rounds), out, String(scenarios)], held ? { execArgv: HELD } : {})
      const [{ seconds, peak }] = (await once(child, 'message')) as [{ seconds: number[]; peak: number }]
      return { seconds: median(seconds), peak }
    }
    const peaks: [string, Work, Work][] = []
    const inBoth = async (name: string, rounds: number): Promise<Work> => {
      // In the pack, which is where a run puts its report.
      const [inFew, inMany] = [few, many].map((pack) => ({ out: join(pack, 'report') }))
      const [small, large] = [await work(name, few, { scenarios: FEW, held: true, ...inFew }), await work(name, many, { scenarios: MANY, held: true, ...inMany })]
      peaks.push([name, small, large])
      return rounds === 1 ? large : work(name, many, { rounds, ...inMany })
    }
    const recorded = await inBoth('record', 1)
    const [seal, verify] = [await inBoth('seal', ROUNDS), await inBoth('verify', ROUNDS)]
    const size = sizeOf(many)
    tell(`${MANY} scenarios, ${MANY * EXCHANGES} exchanges`, `${megabytes(size)} MB`)
    tell('recorded in', `${recorded.seconds.toFixed(1)} s`)
    const sums = await sha256sum(many)
    tell('sha256sum of the same files', `${sums.toFixed(2)} s`)
    for (const [name, { seconds }] of [['seal', seal], ['verify', verify]] as const) {
      tell(name, `${seconds.toFixed(2)} s`, { text: `80 % of the speed of sha256sum; seen ${((100 * sums) / seconds).toFixed(0)} %`, met: sums / seconds >= 0.8 })
    }
    const report = await inBoth('html', 3)
    await work('allure-results', many)
    const allure = await allureSeconds(join(folder, 'allure-results'), join(folder, 'allure'))
    tell('Allure 3 of the same results', `${allure.toFixed(1)} s`)
    tell('HTML report', `${report.seconds.toFixed(1)} s`, { text: 'at most what Allure 3 takes', met: report.seconds <= allure })
    const shown = sizeOf(join(many, 'report'))
    tell('HTML report', `${megabytes(shown)} MB`, { text: `at most 1.1 times the pack; seen ${(shown / size).toFixed(2)}`, met: shown <= 1.1 * size })
    const [page, opened] = await slowestPage(join(many, 'report'))
    tell(`${page} in a browser`, `${opened.toFixed(2)} s`, { text: 'opens in less than 2 s', met: opened < 2 })
    for (const [name, { peak: small }, { peak: large }] of peaks) {
      tell(`memory to ${name}`, `${large.toFixed(0)} MB`, { text: `flat, in a heap of 96 MB and 16 MB of new objects; ${small.toFixed(0)} MB with ${FEW} scenarios, seen ${(large / small).toFixed(2)} times`, met: large <= FLAT * small })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As it is used: one body after the other, in a process that has done so for a while. By processor time, as others may use the machine, too. */
function redaction(): void {
  const bodies = Array.from({ length: 20_000 }, (_, n) => bodyNumber(n)?.text).filter((text) => text !== undefined)
  const size = bodies.reduce((sum, text) => sum + text.length, 0)
  const speeds = Array.from({ length: 9 }, () => {
    const began = process.cpuUsage()
    for (const text of bodies) redactText(text)
    const { user, system } = process.cpuUsage(began)
    return size / (user + system)
  })
  const speed = median(speeds.slice(2))
  tell('redaction', `${speed.toFixed(0)} MB/s`, { text: '100 MB/s or more', met: speed >= 100 })
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

/** Bytes of all files below a folder. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (entry.isFile() ? lstatSync(join(entry.parentPath, entry.name)).size : 0), 0)

/** Seconds that `sha256sum` takes for the sealed files of a pack; the median. */
async function sha256sum(pack: string): Promise<number> {
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    await promisify(execFile)('sh', ['-c', 'find events.ndjson results.json environment.json blobs -type f -print0 | xargs -0 sha256sum > /dev/null'], { cwd: pack })
    seconds.push((performance.now() - began) / 1000)
  }
  return median(seconds)
}

/** Seconds that Allure 3 takes to make its report of results; once, since it is a minute or two. */
async function allureSeconds(results: string, report: string): Promise<number> {
  const began = performance.now()
  await promisify(execFile)(process.execPath, [createRequire(import.meta.url).resolve('allure'), 'awesome', results, '--output', report, '--group-by', 'parentSuite,suite'], { maxBuffer: 1 << 28 })
  return (performance.now() - began) / 1000
}

/** The page of a report that takes longest to open in a browser, and how many seconds it takes, by the median of three. */
async function slowestPage(report: string): Promise<[page: string, seconds: number]> {
  const { executable, args } = await findBrowser()
  const browser = await chromium.launch({ executablePath: executable, args })
  try {
    const [scenario = ''] = readdirSync(join(report, 'scenarios'))
    const times: [string, number][] = []
    for (const file of ['index.html', 'requirements.html', 'scenarios.html', join('scenarios', scenario)]) {
      const seconds: number[] = []
      for (let round = 0; round < 3; round++) {
        const page = await browser.newPage()
        const began = performance.now()
        await page.goto(pathToFileURL(join(report, file)).href)
        // Shown, not only loaded.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
        seconds.push((performance.now() - began) / 1000)
        await page.close()
      }
      times.push([file, median(seconds)])
    }
    return times.reduce((slowest, time) => (time[1] > slowest[1] ? time : slowest))
  } finally {
    await browser.close()
  }
}
