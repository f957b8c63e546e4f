import { After, AfterAll, AfterStep, Before, BeforeStep, setDefaultTimeout, setDefinitionFunctionWrapper, setParallelCanAssign, setWorldConstructor, Status } from '@cucumber/cucumber'
import { PickleStepType } from '@cucumber/messages'
import { CandidateFault, VerbNotOffered } from '../candidate/port/faults.ts'
import { EVIDENCE_MEDIA_TYPE, type OmissionEvidence } from '../config/evidence.ts'
import { ensureCallsAreAsPublished } from './checks/ensure-calls-are-as-published.ts'
import { ChecksFailed } from './support/checks-failed.ts'
import { isSerial, mayBegin } from './support/side-by-side.ts'
import { AssayWorld, closeCandidates } from './world.ts'

setWorldConstructor(AssayWorld)
// Every verb of a candidate has its own limit, which candidate.yaml sets; this one only catches a harness that hangs.
setDefaultTimeout(3_600_000)

type Definition = (this: unknown, ...args: unknown[]) => unknown
// A step that blames the candidate does so only while the services that the candidate needs are there.
setDefinitionFunctionWrapper(
  (code: Definition): Definition =>
    async function (...args) {
      try {
        return await code.apply(this, args)
      } catch (error) {
        if (error instanceof CandidateFault && this instanceof AssayWorld) await this.mustBeHosted()
        throw error
      }
    },
)

const isOnScreen = (tags: readonly { name: string }[]) => tags.some((tag) => tag.name === '@ui')

setParallelCanAssign(mayBegin)

Before(async function (this: AssayWorld, { pickle }) {
  const tags = pickle.tags.map((tag) => tag.name)
  const named = (family: string) => tags.flatMap((tag) => (tag.startsWith(family) ? [tag.slice(family.length)] : []))
  const { capabilities, interfaces } = this.place.candidate
  const missing = named('@capability:').filter((capability) => !capabilities.includes(capability))
  if (missing.length) return leaveOut(this, { outcome: 'omitted', reason: `The candidate does not claim capability ${missing.join(', ')}.` })
  const unused = named('@interface:').filter((name) => !interfaces.some((each) => each === name))
  if (unused.length) return leaveOut(this, { outcome: 'omitted', reason: `The candidate does not use the interface ${unused.join(', ')}; it uses ${interfaces.join(', ')}.` })

  const key = `${pickle.uri}:${pickle.location?.line}`
  const ordinal = this.parameters.setup.ordinals[key]
  if (ordinal === undefined) throw new Error(`Failed to start ${key}: the set-up has no ordinal for it. Start scenarios through "assay run".`)
  await this.begin({ ordinal, throughScreen: tags.includes('@ui'), serial: isSerial(pickle) })
  return undefined
})

const acting = new WeakSet<AssayWorld>()
// For the start-up benchmark, which runs the same steps under plain cucumber-js.
let timed = process.env['ASSAY_TIMING'] === undefined
BeforeStep(async function (this: AssayWorld, { pickleStep }) {
  if (!timed) process.stderr.write('first-step\n')
  timed = true
  if (pickleStep.type !== PickleStepType.ACTION || acting.has(this)) return
  acting.add(this)
  this.beginAct()
})

AfterStep(async function (this: AssayWorld, { error }) {
  await this.attachStepCalls()
  if (error instanceof VerbNotOffered) {
    this.attach(JSON.stringify({ outcome: 'skipped', reason: error.message } satisfies OmissionEvidence), EVIDENCE_MEDIA_TYPE.omission)
  }
})

After(async function (this: AssayWorld, { result, pickle }) {
  if (!this.make) return
  await this.attachNewCalls()
  // The next scenario finds everything as it should be, however this one ended.
  const unused = await this.clearFaults()
  await this.blame('the clock of the candidate can be put back', () => this.rewindTime())
  const { session } = this
  if (isOnScreen(pickle.tags) && session) await this.blame('the page can be looked at', async () => this.attach(Buffer.from(await this.candidate.screen.picture(session)), 'image/png'))
  if (result?.status === Status.PASSED) {
    if (unused.length) {
      this.report(
        'what the scenario prepared to go wrong did go wrong',
        unused.map((fault) => ({ what: `the candidate never called ${fault.service}${fault.operation ? ` (${fault.operation})` : ''}, so the ${fault.kind} fault never struck`, expected: 'a call', seen: 'none' })),
      )
    }
    await this.check(ensureCallsAreAsPublished, {})
  }
  if (isOnScreen(pickle.tags)) for (const each of this.sessions.values()) await this.blame('the page can be left', () => this.candidate.screen.leave(each))
  if (this.failures.length) throw new ChecksFailed(this.failures)
})

AfterAll(closeCandidates)

function leaveOut(world: AssayWorld, evidence: OmissionEvidence): 'skipped' {
  world.attach(JSON.stringify(evidence), EVIDENCE_MEDIA_TYPE.omission)
  return 'skipped'
}
