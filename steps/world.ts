import { World, type IWorldOptions } from '@cucumber/cucumber'
import type { Candidate } from '../candidate/candidate.ts'
import { createCandidate } from '../candidate/create-candidate.ts'
import type { Recorder } from '../candidate/drivers/recorder.ts'
import type { Answer, Refused } from '../candidate/port/answer.ts'
import type { PatientView } from '../candidate/port/demographics.ts'
import { CandidateFault, VerbNotOffered } from '../candidate/port/faults.ts'
import type { Session } from '../candidate/port/identity.ts'
import { EVIDENCE_MEDIA_TYPE, type CheckEvidence, type ExchangeEvidence, type Finding } from '../config/evidence.ts'
import { loadWorld, type WorldStaff } from '../config/world.ts'
import { createControlClient, type ControlClient } from '../mocks/control-client.ts'
import type { Fault } from '../mocks/kit/faults.ts'
import type { JournalEntry } from '../mocks/kit/journal.ts'
import type { Check, Sight } from './checks/check.ts'
import { ServiceCall, toEvidence } from './support/exchange.ts'
import type { KnownNationally } from './support/known-nationally.ts'
import { createMaker, type Maker } from './support/make.ts'
import { placeOf, type Place, type RunSetup } from './support/setup.ts'

/** Somebody in a scenario: what the national record was given, and what the candidate made of it. */
export interface Person {
  name: string
  nhsNumber: string
  /** What the national record was given of them. */
  national: KnownNationally
  /** Once registered: the candidate's view, as last seen. */
  view?: PatientView
}

/** Everything a step can reach. One instance a scenario. */
export class AssayWorld extends World<{ setup: RunSetup }> {
  readonly place: Place
  readonly #control: ControlClient
  #candidate: Candidate | undefined
  /** Data nobody else uses. */
  make!: Maker
  /** Sessions by persona; `session` is that of whoever acts now. */
  readonly sessions = new Map<string, Session>()
  session: Session | undefined
  readonly people = new Map<string, Person>()
  /** Whoever was spoken of last. */
  person: Person | undefined
  /** What the candidate answered to the last thing a user did. */
  answer: Answer<unknown> | undefined
  /** Free notes between the steps of an area, by name. */
  readonly notes = new Map<string, unknown>()
  /** Findings of failed checks so far. */
  readonly failures: string[] = []
  /** Faults prepared by this scenario, by their ids. */
  readonly #faults: number[] = []
  #alone = true
  /** Whether anybody was asked for anything since the journal was last looked at. */
  #stirred = false
  #journalStart = 0
  #journalAct = 0
  #journalShown = 0
  #harnessExchanges = 0
  /** Who is known to be signed in behind the scenes at this moment. */
  readonly #ready = new Set<string>()
  #secondsPassed = 0

  constructor(options: IWorldOptions<{ setup: RunSetup }>) {
    super(options)
    this.place = placeOf(this.parameters.setup)
    this.#control = controlOf(this.place, this.parameters.setup)
  }

  /** The candidate through its configured drivers. */
  get candidate(): Candidate {
    if (!this.#candidate) throw new Error('Failed to reach the candidate: the scenario has not begun.')
    this.#stirred = true
    return this.#candidate
  }

  /** The outside world, through the hub's controls. Faults and time go through the methods below, which keep scenarios apart. */
  get hub(): Pick<ControlClient, 'outside'> {
    this.#stirred = true
    return this.#control
  }

  /** @internal Called by the hooks before the first step. */
  async begin(scenario: { ordinal: number; throughScreen: boolean; serial: boolean }): Promise<void> {
    this.#alone = scenario.serial || !this.parameters.setup.shared
    this.make = createMaker(this.parameters.setup.seed, scenario.ordinal)
    this.#candidate = await candidateOf(this.place, scenario.throughScreen)
    recordInto = (exchange) => {
      const id = `${this.place.environment}-h${scenario.ordinal}-${++this.#harnessExchanges}`
      this.attach(JSON.stringify({ ...exchange, id, direction: 'harness-to-candidate', service: 'candidate', violations: [] }), EVIDENCE_MEDIA_TYPE.exchange)
      return id
    }
    this.#journalStart = this.#journalAct = this.#journalShown = await this.#control.position()
  }

  /** @internal Called by the hooks before the first When: what the candidate did to get ready is not what is judged. */
  beginAct(): void {
    this.#journalAct = this.#journalShown
  }

  /** The candidate's calls since the first When, or since the scenario began. */
  async calls({ from = 'act', ...query }: Parameters<Sight['calls']>[0] = {}): Promise<ServiceCall[]> {
    if (query.service !== undefined && query.subject === undefined) this.mustBeAlone(`looks at calls to ${query.service} whoever they are about`)
    const entries = await this.#journal({ ...query, since: from === 'act' ? this.#journalAct : this.#journalStart })
    return entries.map((entry) => new ServiceCall(entry, this.place.environment))
  }

  /** The journal, without what belongs to scenarios that run at the same time in the same environment. */
  async #journal(query: Parameters<ControlClient['journal']>[0]): Promise<JournalEntry[]> {
    const entries = await this.#control.journal(query)
    return this.#alone ? entries : entries.filter(({ subject }) => subject !== undefined && this.make.hasMade(subject))
  }

  /**
   * Call it before anything that other scenarios in the same environment would notice, or be mistaken for.
   *
   * @throws Error in a scenario that may run beside others there: a mistake of the scenario, which must be tagged @serial
   */
  mustBeAlone(why: string): void {
    if (!this.#alone) throw new Error(`Failed to keep scenarios apart: this one ${why}, while others run in the same environment. Tag it @serial.`)
  }

  /** @internal Attaches what went over the wire since the last time, so that evidence sits with its step. Many steps only look. */
  async attachStepCalls(): Promise<void> {
    if (this.#stirred) await this.attachNewCalls()
  }

  /** @internal Attaches what went over the wire since the last time, whether or not anything was asked for. */
  async attachNewCalls(): Promise<void> {
    this.#stirred = false
    const entries = await this.#journal({ since: this.#journalShown })
    for (const entry of entries) this.attach(JSON.stringify(toEvidence(entry, this.place.environment)), EVIDENCE_MEDIA_TYPE.exchange)
    this.#journalShown = entries.at(-1)?.seq ?? this.#journalShown
  }

  /** Keeps as evidence what a national service called the candidate with. */
  attachCallback(exchange: Pick<ExchangeEvidence, 'service' | 'operation' | 'startedAt' | 'durationMs' | 'request' | 'response'>): void {
    const { service, operation, startedAt, durationMs, request, response } = exchange
    const id = `${this.place.environment}-c${this.make.word('')}`
    const evidence: ExchangeEvidence = { id, direction: 'harness-to-candidate', service, operation, startedAt, durationMs: Math.round(durationMs), request, ...(response && { response }), violations: [] }
    this.attach(JSON.stringify(evidence), EVIDENCE_MEDIA_TYPE.exchange)
  }

  /** Looks, and keeps what was found as evidence. A failed check does not stop the scenario: the next ones may find more. */
  async check<Args>(what: Check<Args>, args: Args): Promise<void> {
    const seen: string[] = []
    const sight: Sight = {
      calls: async (query) => {
        const calls = await this.calls(query)
        seen.push(...calls.map((call) => call.id))
        return calls
      },
      outside: this.hub.outside,
    }
    let findings: Finding[]
    try {
      findings = await what.look(sight, args)
    } catch (error) {
      if (!(error instanceof CandidateFault)) throw error
      findings = [{ what: error.message, ...(error.exchange && { exchange: error.exchange }) }]
    }
    if (findings.length > 0) await this.mustBeHosted()
    this.report(what.name, findings, seen)
  }

  /**
   * Call it before the candidate is blamed. In a hub that others share, the services may have gone while the candidate needed them.
   *
   * @throws ControlFailed when they have
   */
  async mustBeHosted(): Promise<void> {
    if (this.place.guest) await this.#control.position()
  }

  /** Asks the candidate for something that is no step of the scenario. Where it fails in that, it is still the candidate that failed. */
  async blame(what: string, ask: () => Promise<void>): Promise<void> {
    try {
      await ask()
    } catch (error) {
      // What it does not offer is told where the scenario asked for it.
      if (error instanceof VerbNotOffered) return
      if (!(error instanceof CandidateFault)) throw error
      await this.mustBeHosted()
      this.report(what, [{ what: error.message, ...(error.exchange && { exchange: error.exchange }) }])
    }
  }

  /** Keeps the outcome of a check. */
  report(name: string, findings: Finding[], exchanges: string[] = []): void {
    const evidence: CheckEvidence = { name, outcome: findings.length ? 'failed' : 'passed', findings, exchanges: [...new Set(exchanges)] }
    this.attach(JSON.stringify(evidence), EVIDENCE_MEDIA_TYPE.check)
    for (const { what, expected, seen } of findings) {
      this.failures.push(`${name}: ${what}${expected === undefined ? '' : `, expected ${expected}`}${seen === undefined ? '' : `, saw ${seen}`}`)
    }
  }

  /** The staff member a scenario calls by this persona. */
  staff(persona: string): WorldStaff {
    const found = loadWorld().staff.find((each) => each.persona === persona)
    if (!found) throw new Error(`Failed to find "${persona}": config/world.yaml has no such persona.`)
    return found
  }

  /** Signs a persona in, or goes on with the session they have. From now on they are the one who acts. */
  async actAs(persona: string): Promise<Session> {
    let session = this.sessions.get(persona)
    if (!session) {
      const staff = this.staff(persona)
      session = must(await this.candidate.identity.signIn(staff, staff.roles[0] && { roleId: staff.roles[0].id }), `sign in as ${persona}`)
      this.sessions.set(persona, session)
    }
    return (this.session = session)
  }

  /**
   * A session to make something ready or to look how it stands, beside whoever acts. Never by the pages: a browser is slow, and
   * it is the scenario's own users whose screens matter. It is kept for the worker's next scenarios, for the same reason.
   */
  async behindTheScenes(persona: string): Promise<Session> {
    const kept = backstage.get(persona)
    if (kept && this.#ready.has(persona)) return kept
    this.#stirred = true
    const { identity } = await candidateOf(this.place, false)
    this.#ready.add(persona)
    // The candidate may have ended it since: it was idle, or whoever tends the candidate had a reason.
    if (kept && (await identity.describe(kept)).ok) return kept
    const staff = this.staff(persona)
    const session = must(await identity.signIn(staff, staff.roles[0] && { roleId: staff.roles[0].id }), `sign in as ${persona}`)
    backstage.set(persona, session)
    return session
  }

  /** ODS code of the practice that the candidate serves. */
  get practice(): string {
    return loadWorld().practice.odsCode
  }

  /** Whoever acts now. */
  get user(): Session {
    if (!this.session) throw new Error('Failed to act: nobody is signed in at this point of the scenario. Add a "... is signed in" step before.')
    return this.session
  }

  /** Whoever the scenario spoke of last, registered at the practice. */
  get patient(): Person & { view: PatientView } {
    if (!this.person?.view) throw new Error('Failed to find the patient: no step before this one registered anybody.')
    return this.person as Person & { view: PatientView }
  }

  /** A person by the first name the scenario uses. */
  named(name: string): Person {
    const person = this.people.get(name) ?? [...this.people.values()].find((each) => each.name.split(' ')[0] === name)
    if (!person) throw new Error(`Failed to find ${name}: no step before this one made them.`)
    return (this.person = person)
  }

  /** The last answer, which must have been a refusal for the step to make sense. */
  get refusal(): Refused | undefined {
    return this.answer && !this.answer.ok ? this.answer : undefined
  }

  /**
   * Lets time pass, for the candidate and for the national services alike. Taken back when the scenario ends, so that the
   * next one starts today.
   */
  async passTime(seconds: number): Promise<void> {
    this.mustBeAlone('lets time pass')
    await this.candidate.aids.advanceClock(seconds)
    this.#secondsPassed += seconds
    await this.#control.advanceClock(seconds * 1000)
    this.#ready.clear()
  }

  /** By how much the scenario is ahead of the real time. */
  get secondsPassed(): number {
    return this.#secondsPassed
  }

  /** @internal Called by the hooks after the last step. */
  async rewindTime(): Promise<void> {
    const seconds = this.#secondsPassed
    if (seconds === 0) return
    this.#secondsPassed = 0
    // Whoever signed in meanwhile did so in a future that the next scenario does not know.
    backstage.clear()
    // The services first: they are right again whatever the candidate does.
    await this.#control.advanceClock(-seconds * 1000)
    await this.candidate.aids.advanceClock(-seconds)
  }

  /** Prepares something to go wrong at a national service. Without a patient (`subject`) it may strike anybody. */
  async inject(fault: Fault): Promise<void> {
    if (fault.subject === undefined) this.mustBeAlone(`makes calls to ${fault.service} go wrong whoever they are about`)
    this.#faults.push(await this.#control.inject(fault))
  }

  /** @internal Called by the hooks after the last step. Returns the faults that never struck. */
  async clearFaults(): Promise<Fault[]> {
    return this.#faults.length === 0 ? [] : this.#control.clearFaults(this.#faults.splice(0))
  }
}

/** The value of an answer that has to be a success for the scenario to go on; the candidate is to blame when it is not. */
export function must<T>(answer: Answer<T>, what: string): T {
  if (answer.ok) return answer.value
  throw new CandidateFault(`The candidate did not ${what}: it refused (${answer.reason}) and said "${answer.message}".`)
}

function controlOf({ guest, environment }: Place, { hub }: RunSetup): ControlClient {
  if (guest) return createControlClient(guest.access, guest.id)
  if (!hub) throw new Error('Failed to find the hub: the set-up names none. Start scenarios through "assay run".')
  return createControlClient({ url: hub.url, key: hub.controlKey }, environment)
}

/** Where exchanges of the scenario under way are recorded. One scenario at a time runs in a worker. */
let recordInto: Recorder['exchange'] | undefined

const candidates = new Map<string, Promise<Candidate>>()

/** The worker's candidate, made once for each way of reaching it. */
function candidateOf(place: Place, throughScreen: boolean): Promise<Candidate> {
  const key = throughScreen ? 'screen' : 'configured'
  let candidate = candidates.get(key)
  if (!candidate) {
    const recorder: Recorder = {
      exchange: (exchange) => {
        if (!recordInto) throw new Error('Failed to record an exchange: no scenario is under way.')
        return recordInto(exchange)
      },
    }
    // Without a driver for the screen its verbs are not offered, and the scenario is skipped.
    const { screen } = place.candidate.drivers
    candidate = createCandidate({ config: place.candidate, recorder, ...(throughScreen && screen !== undefined && { all: screen }) })
    candidates.set(key, candidate)
  }
  return candidate
}

/** Sessions of the worker behind the scenes, by persona. */
const backstage = new Map<string, Session>()

/** @internal Lets go of all candidates of this worker. */
export async function closeCandidates(): Promise<void> {
  backstage.clear()
  for (const candidate of candidates.values()) await (await candidate).close()
  candidates.clear()
}
