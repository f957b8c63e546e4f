import type { Command } from './command.ts'
import { preflight } from './run/preflight.ts'

const help = `assay doctor: is everything in order for a run?

Usage
  assay doctor [the options you would give "assay run"]

Does what a run does before its first scenario, and nothing else: options, catalogue, features, profile and policy; the candidate
file with its keys, certificates and their dates; whether the candidate answers; whether there is a browser. Everything that is
wrong is listed at once, each with what to do.

Examples
  assay doctor
  assay doctor --candidate candidate.yaml --profile tif-core

Exit codes
  0  a run can start    2  something is wrong: all of it is listed
`

export const command: Command = {
  name: 'doctor',
  summary: 'check the set-up before a run',
  help,
  async run(args) {
    const { plan, options, external, traceability, policy } = await preflight(args)
    const found = {
      candidate: external ? `${external.config.name} ${external.config.version} at ${external.config.baseUrl}` : 'the embedded reference candidate',
      profile: options.profile,
      scenarios: plan.paths.length,
      requirements: (traceability.profile?.requirements ?? traceability.catalogue.rows).length,
      policy: policy.name,
    }
    if (options.json) process.stdout.write(`${JSON.stringify({ ok: true, ...found }, null, 2)}\n`)
    else {
      process.stdout.write(
        `Everything is in order.\n\n  candidate     ${found.candidate}\n  profile       ${found.profile}: ${found.scenarios} scenarios for ${found.requirements} requirements\n  policy        ${found.policy}\n\nStart with: assay run ${args.join(' ')}\n`,
      )
    }
    return 0
  },
}
