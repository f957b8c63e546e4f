import type { Outcome } from '../../config/outcome.ts'
import type { CucumberRecorder } from '../../reports/pack/from-cucumber.ts'

/** Tells how a run goes on, on stderr so that stdout stays for results. */
export interface Progress {
  /** A phase before or after the scenarios: "hub", "candidate". */
  phase(text: string): void
  /** Called whenever something may have changed. */
  update(recorder: Pick<CucumberRecorder, 'selected' | 'outcomes'>): void
  end(): void
}

const MARKS: Record<Outcome, string> = { passed: '.', failed: 'F', error: 'E', skipped: 'S', omitted: '-', attested: 'a', review: 'r', waived: 'w', untested: 'u' }

/** A bar that redraws itself on a terminal, plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream, total: number): Progress {
  return stream.isTTY ? liveProgress(stream, total) : plainProgress(stream, total)
}

function liveProgress(stream: NodeJS.WriteStream, total: number): Progress {
  const started = Date.now()
  let told = 0
  const clear = () => stream.write('\r\x1b[2K')
  return {
    phase(text) {
      clear()
      stream.write(`${text}\n`)
    },
    update({ outcomes }) {
      for (const { facts, outcome, reason } of outcomes.slice(told)) {
        if (outcome === 'passed' || outcome === 'omitted') continue
        clear()
        stream.write(`  ${outcome.toUpperCase()}  ${facts.name}\n      ${facts.file}:${facts.line}${reason ? `  ${firstLine(reason)}` : ''}\n`)
      }
      told = outcomes.length
      const width = 30
      const filled = Math.round((told / total) * width)
      const bad = outcomes.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length
      clear()
      stream.write(`  [${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${told}/${total} scenarios, ${bad} not passed, ${Math.round((Date.now() - started) / 1000)} s`)
    },
    end() {
      clear()
    },
  }
}

function plainProgress(stream: NodeJS.WriteStream, total: number): Progress {
  let told = 0
  let line = ''
  const flush = () => {
    if (line) stream.write(`  ${line}  ${told}/${total}\n`)
    line = ''
  }
  return {
    phase: (text) => void stream.write(`${text}\n`),
    update({ outcomes }) {
      for (const { facts, outcome, reason } of outcomes.slice(told)) {
        told++
        line += MARKS[outcome]
        if (outcome === 'failed' || outcome === 'error') {
          flush()
          stream.write(`  ${outcome.toUpperCase()}  ${facts.name} (${facts.file}:${facts.line})${reason ? `\n      ${firstLine(reason)}` : ''}\n`)
        }
        if (line.length >= 50) flush()
      }
    },
    end: flush,
  }
}

const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 200)
