import { availableParallelism } from 'node:os'
import { findBrowser } from '../../config/find-browser.ts'
import { loadCandidate } from '../../config/load-candidate.ts'
import type { ExternalCandidate } from '../../config/candidate.ts'
import { ProblemsError, type Problem } from '../../config/problem.ts'
import { loadTraceability, type Traceability } from '../../config/traceability.ts'
import { loadPolicy, type Policy } from '../../reports/gate/policy.ts'
import type { Baseline } from '../../reports/gate/regressions.ts'
import { loadAttestations, type AttestationFile } from '../../reports/gate/attestation-file.ts'
import { tryOut } from '../../reports/pack/external-signer.ts'
import type { Signer } from '../../reports/pack/signer.ts'
import { openBaseline } from '../baseline.ts'
import { externalSignerFrom } from '../external-signer.ts'
import { checkDrivers } from './check-drivers.ts'
import { loadDurations } from './durations.ts'
import { readResumable, type Resumable } from '../../reports/pack/resumable.ts'
import { optionsOf, remaining, resumeProblems } from './resume.ts'
import { loadHubAccess, type HubAccess } from './hub-access.ts'
import { reachCandidate } from './reach-candidate.ts'
import { reachHub } from './reach-hub.ts'
import { parseRunOptions, type RunOptions } from './options.ts'
import { packProblems } from './pack-folder.ts'
import { planRun, selectionProblems, type Plan } from './plan.ts'
import { defectProblems } from '../selftest/defects.ts'

/** Everything a run needs to have, found to be in order. */
export interface Prepared {
  options: RunOptions
  traceability: Traceability
  policy: Policy
  plan: Plan
  /** Absent: the embedded reference candidate. */
  external: ExternalCandidate | undefined
  /** A hub that others share; without it the run starts its own. */
  hub?: HubAccess
  /** An earlier run that nothing may be worse than. */
  baseline?: Baseline
  /** What people vouch for or accept, for the gate. */
  attestations?: AttestationFile
  /** Signs the pack in place of the key of this folder. */
  signer?: Signer
  /** The run to go on with; `plan` then has only what is left of it. */
  resume?: Resumable
}

/**
 * Looks at all that can be known to be wrong before any scenario: options, catalogue, features, profile, policy,
 * candidate file with its keys and certificates, the candidate's address, a browser where one is needed.
 *
 * @throws ProblemsError with everything that is wrong
 */
export async function preflight(args: string[]): Promise<Prepared> {
  const problems: Problem[] = []
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }

  const { options: asked, given, problems: misunderstood } = parseRunOptions(args, availableParallelism())
  problems.push(...misunderstood)
  const resume = asked.resume === undefined ? undefined : await attempt(() => readResumable(asked.resume!))
  // What cannot be resumed has no options to look at the rest with.
  if (asked.resume !== undefined && !resume) throw new ProblemsError(problems)
  const { options, problems: unlike } = resume ? optionsOf(resume, asked, given) : { options: asked, problems: [] }
  problems.push(...unlike)
  const traceability = await attempt(() => loadTraceability({ profile: options.profile }))
  const policy = await attempt(() => loadPolicy(options.policy ?? 'default'))
  const baseline = options.baseline === undefined ? undefined : await attempt(() => openBaseline(options.baseline))
  const attestations = options.attestations === undefined ? undefined : await attempt(() => loadAttestations(options.attestations!))
  const signer = await attempt(() => externalSignerFrom('run', { signer: options.signer, 'signer-key': options.signerKey }))
  // Now, since the pack of a whole run waits for it.
  if (signer) await attempt(() => tryOut(signer))
  const external = options.candidate === undefined ? undefined : await attempt(() => loadCandidate(options.candidate!))
  const durations = options.durations === undefined ? undefined : await attempt(() => loadDurations(options.durations!))
  const hub = options.hub === undefined ? undefined : await attempt(() => loadHubAccess(options.hub!))
  if (hub) problems.push(...(await reachHub(hub, external)))
  const misselected = selectionProblems(options, traceability?.catalogue)
  problems.push(...misselected, ...packProblems(options.out), ...(await defectProblems(options.defects)))
  const plan = traceability && misselected.length === 0 ? await attempt(() => planRun(traceability, options, durations)) : undefined
  if (!external || Object.values(external.config.drivers).includes('browser')) await attempt(() => findBrowser())
  if (external) problems.push(...(await checkDrivers(external.config, options.candidate!)), ...(await reachCandidate(external.config)))

  if (resume && traceability && plan && problems.length === 0) problems.push(...resumeProblems(resume, traceability, plan))
  if (problems.length > 0 || !traceability || !policy || !plan) throw new ProblemsError(problems)
  return { options, traceability, policy, external, ...(baseline && { baseline }), ...(attestations && { attestations }), ...(signer && { signer }), ...(hub && { hub }), ...(resume ? { plan: remaining(plan, resume, external), resume } : { plan }) }
}
