import { parseArgs } from 'node:util'
import type { Problem } from '../../config/problem.ts'
import { FORMATS } from '../../reports/formats/index.ts'
import { parsed } from '../arguments.ts'
import { SIGNER_OPTIONS } from '../external-signer.ts'

/** What `assay run` was asked for. */
export interface RunOptions {
  candidate?: string
  profile: string
  tags?: string
  requirements: string[]
  workers: number
  /** Absent: 1 for the embedded candidate, a fresh one for any other. */
  seed?: number
  /** Absent: mixed by the seed for several workers, so that scenarios that wait and scenarios that work overlap. */
  order?: string
  out?: string
  /** File that says how to reach a hub that others share; without it the run starts its own. */
  hub?: string
  /** Folder of the pack to go on with. */
  resume?: string
  policy?: string
  /** Pack of an earlier run, for the gate. */
  baseline?: string
  /** File of attestations and waivers, for the gate. */
  attestations?: string
  /** Command that signs the pack in place of the key of this folder, and its public key. */
  signer?: string
  signerKey?: string
  shard?: { index: number; of: number }
  /** Pack of an earlier run, or file of its durations, for shards that take equally long. */
  durations?: string
  formats: string[]
  defects: string[]
  json: boolean
}

/** Allure comes on request: it keeps every exchange twice over, and takes longer than all the others together. */
export const DEFAULT_FORMATS = ['html', 'junit', 'markdown']

/** Reads the arguments. What is wrong with one of them leaves its default in place, so that the rest can be looked at, too. */
export function parseRunOptions(args: string[], cores: number): { options: RunOptions; given: ReadonlySet<string>; problems: Problem[] } {
  const problems: Problem[] = []
  const refuse = (option: string, seen: string, expected: string) => {
    problems.push({ code: 'ASSAY_OPTION_INVALID', what: `Failed to understand ${option}`, place: `option ${option}`, seen, expected, remedy: 'Correct the option; "assay run --help" explains it.' })
  }
  const whole = (option: string, text: string | undefined, fallback: number, least: number, most: number): number => {
    if (text === undefined) return fallback
    const number = Number(text)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    refuse(option, text, `a whole number from ${least} to ${most}`)
    return fallback
  }
  const values = parse(args)
  const shard = /^(\d+)\/(\d+)$/.exec(values.shard ?? '')
  if (values.shard !== undefined && (!shard || Number(shard[1]) < 1 || Number(shard[1]) > Number(shard[2]))) refuse('--shard', values.shard, 'I/N with I from 1 to N, as 2/4')
  if (values.durations !== undefined && values.shard === undefined && values.resume === undefined) refuse('--durations', values.durations, '--shard I/N beside it: they are what shards are divided by')
  if (values.order !== undefined && !/^(defined|random(:\d+)?)$/.test(values.order)) refuse('--order', values.order, 'defined, random or random:SEED')
  if (values.resume !== undefined && values.out !== undefined) refuse('--out', values.out, 'no --resume beside it: the run goes on in its own pack')
  if (values.defect?.length && values.candidate !== undefined) refuse('--defect', values.defect.join(', '), 'no --candidate beside it: only the embedded reference candidate has defects')
  const options: RunOptions = {
    profile: values.profile ?? 'tif-core',
    requirements: values.requirement ?? [],
    // Twice as many as processors: a scenario waits for much of its time. A real candidate has one environment: side by side, only
    // what can be told apart by patient could be evidence.
    workers: whole('--workers', values.workers, values.candidate === undefined ? Math.min(2 * cores, 8) : 1, 1, 64),
    formats: values.format === undefined ? DEFAULT_FORMATS : values.format.split(',').filter(Boolean),
    defects: values.defect ?? [],
    json: values.json ?? false,
    ...(values.candidate !== undefined && { candidate: values.candidate }),
    ...(values.order !== undefined && { order: values.order }),
    ...(values.tags !== undefined && { tags: values.tags }),
    ...(values.seed !== undefined && { seed: whole('--seed', values.seed, 1, 0, 2 ** 31 - 1) }),
    ...(values.out !== undefined && { out: values.out }),
    ...(values.hub !== undefined && { hub: values.hub }),
    ...(values.resume !== undefined && { resume: values.resume }),
    ...(values.policy !== undefined && { policy: values.policy }),
    ...(values.baseline !== undefined && { baseline: values.baseline }),
    ...(values.attestations !== undefined && { attestations: values.attestations }),
    ...(values.durations !== undefined && { durations: values.durations }),
    ...(values.signer !== undefined && { signer: values.signer }),
    ...(values['signer-key'] !== undefined && { signerKey: values['signer-key'] }),
    ...(shard && { shard: { index: Number(shard[1]), of: Number(shard[2]) } }),
  }
  for (const format of options.formats) if (!(format in FORMATS)) refuse('--format', format, Object.keys(FORMATS).join(', '))
  return { options, given: new Set(Object.keys(values)), problems }
}

function parse(args: string[]) {
  return parsed('run', () =>
    parseArgs({
      args,
      options: {
        candidate: { type: 'string' },
        profile: { type: 'string' },
        tags: { type: 'string' },
        requirement: { type: 'string', multiple: true },
        workers: { type: 'string' },
        seed: { type: 'string' },
        order: { type: 'string' },
        out: { type: 'string' },
        hub: { type: 'string' },
        resume: { type: 'string' },
        policy: { type: 'string' },
        baseline: { type: 'string' },
        attestations: { type: 'string' },
        shard: { type: 'string' },
        durations: { type: 'string' },
        format: { type: 'string' },
        defect: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        ...SIGNER_OPTIONS,
      },
    }),
  ).values
}
