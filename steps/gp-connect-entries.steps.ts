import { Given, Then } from '@cucumber/cucumber'
import type { Allergy } from '../candidate/port/demographics.ts'
import { check, finding } from './checks/check.ts'
import { shownBy } from './checks/ensure-consumer-answered.ts'
import { ensureList, listOf } from './gp-connect-record.steps.ts'
import { consumerExchange, type ConsumerExchange } from './support/consumer.ts'
import { resourcesOf } from './support/consumer-matters.ts'
import type { MedicineName } from './support/medicines.ts'
import { repeatOf } from './support/online.ts'
import { asWritten } from './support/as-written.ts'
import type { SentResult } from './support/laboratory.ts'
import { onTheWall } from './support/practice-clock.ts'
import { REQUESTER, reportOf as sentReport } from './support/sent-reports.ts'
import { must, type AssayWorld } from './world.ts'

type Json = Record<string, unknown>

const GP = 'GP'
const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const ASPIRIN: Allergy = { code: '387458008', term: 'Aspirin' }
const NO_KNOWN_ALLERGY: Allergy = { code: '716186003', term: 'No known allergy' }

async function recordAllergy(world: AssayWorld, name: string, allergy: Allergy): Promise<void> {
  const { view } = world.named(name)
  must(await world.candidate.demographics.recordAllergy(await world.behindTheScenes(GP), view?.id ?? 'none', allergy), 'record an allergy')
}

async function endAllergy(world: AssayWorld, name: string, { code }: Allergy, reason?: string): Promise<void> {
  const { demographics } = world.candidate
  const session = await world.behindTheScenes(GP)
  const found = must(await demographics.allergies(session, world.named(name).view?.id ?? 'none'), 'show the allergies').find((each) => each.code === code)
  must(await demographics.endAllergy(session, found?.id ?? 'none', reason), 'write down that an allergy has ended')
}

Given('{word} is allergic to aspirin, in confidence', async function (this: AssayWorld, name: string) {
  await recordAllergy(this, name, { ...ASPIRIN, confidential: true })
})
Given('{word} has an allergy to aspirin on her record that is not for her to see', async function (this: AssayWorld, name: string) {
  await recordAllergy(this, name, { ...ASPIRIN, notForPatient: true })
})
Given('{word} was allergic to aspirin until today, because of {string}', async function (this: AssayWorld, name: string, reason: string) {
  await recordAllergy(this, name, ASPIRIN)
  await endAllergy(this, name, ASPIRIN, reason)
})
Given('{word} was allergic to aspirin until today, and nobody knows why', async function (this: AssayWorld, name: string) {
  await recordAllergy(this, name, ASPIRIN)
  await endAllergy(this, name, ASPIRIN)
})
Given('it is recorded that {word} has no known allergies', async function (this: AssayWorld, name: string) {
  await recordAllergy(this, name, NO_KNOWN_ALLERGY)
})
Given('{word} takes {medicine} on repeat, in confidence', async function (this: AssayWorld, name: string, medicine: MedicineName) {
  const repeat = { ...repeatOf(medicine, []), confidential: true as const }
  must(await this.candidate.onlineServices.addRepeat(await this.behindTheScenes(GP), this.named(name).view?.id ?? 'none', repeat), 'put repeat medication on the list')
})

Then('under {gpcList} the record has {string} and {string}', async function (this: AssayWorld, list: string, first: string, second: string) {
  await this.check(ensureList, { exchange: consumerExchange(this), list, mentions: [first, second] })
})
Then('under {gpcList} the record says that something is kept back', async function (this: AssayWorld, list: string) {
  await this.check(ensureKeptBack, { exchange: consumerExchange(this), list })
})
Then('under {gpcList} the record says that what is older is still on its way', async function (this: AssayWorld, list: string) {
  await this.check(ensureListWarns, { exchange: consumerExchange(this), list, codes: ['data-in-transit'], not: [], words: inTransit(onTheWall(Date.now()).date) })
})
Then('under {gpcList} the record does not say that anything is still on its way', async function (this: AssayWorld, list: string) {
  await this.check(ensureListWarns, { exchange: consumerExchange(this), list, codes: [], not: ['data-in-transit'] })
})
Then('under {gpcList} the record says that something waits for review', async function (this: AssayWorld, list: string) {
  await this.check(ensureListWarns, { exchange: consumerExchange(this), list, codes: ['data-awaiting-filing'], not: [], words: AWAITING })
})
Then('under {gpcList} the record says of nothing that it is missing', async function (this: AssayWorld, list: string) {
  await this.check(ensureListWarns, { exchange: consumerExchange(this), list, codes: [], not: ['data-in-transit', 'data-awaiting-filing', 'confidential-items'] })
})
Then('the record tells of each result as the laboratory gave it, with its specimen', async function (this: AssayWorld) {
  const { results, specimens } = sentReport(this)
  await this.check(ensureResults, { exchange: consumerExchange(this), results, specimens })
})
Then('the record says who asked for the tests, and why', async function (this: AssayWorld) {
  await this.check(ensureRequest, { exchange: consumerExchange(this), family: this.staff(REQUESTER).family, why: sentReport(this).clinicalDetails.flat().join(' ') })
})
Then('the record says when {string} ended, and that it was because of {string}', async function (this: AssayWorld, term: string, reason: string) {
  await this.check(ensureEnded, { exchange: consumerExchange(this), term, reason, today: onTheWall(Date.now()).date })
})
Then('the record marks {string} as not for the patient to see', async function (this: AssayWorld, term: string) {
  await this.check(ensureLabelled, { exchange: consumerExchange(this), term })
})
Then('the record names the {persona} as who recorded {string}', async function (this: AssayWorld, persona: string, term: string) {
  await this.check(ensureRecorder, { exchange: consumerExchange(this), term, family: this.staff(persona).family })
})
Then('the record tells of {int} issue(s) of {string}', async function (this: AssayWorld, number: number, term: string) {
  await this.check(ensureIssues, { exchange: consumerExchange(this), number, term })
})
Then('the record says what the vaccination was, when and with which batch', async function (this: AssayWorld) {
  const given = (this.notes.get('vaccination') ?? {}) as { product?: string; givenAt?: string; lotNumber?: string }
  await this.check(ensureVaccination, { exchange: consumerExchange(this), product: given.product ?? 'none', day: (given.givenAt ?? '').slice(0, 10), batch: given.lotNumber ?? 'none' })
})
Then('the record says why {word} was referred, by whom and when', async function (this: AssayWorld, name: string) {
  const { reason = 'none' } = (this.notes.get('wanted') ?? {}) as { reason?: string }
  await this.check(ensureReferral, { exchange: consumerExchange(this), reason, patientId: this.named(name).view?.id ?? 'none', today: onTheWall(Date.now()).date })
})

const WARNING = `${PROFILE}/Extension-CareConnect-GPC-ListWarningCode-1`

const AWAITING = 'Patient data may be incomplete as there is data supplied by a third party awaiting review before becoming available.'
/** The day is that from which the practice has the record itself: that of the registration. */
const inTransit = (day: string) => `Patient record transfer from previous GP practice not yet complete; any information recorded before ${asWritten.date(day)} has been excluded.`

const warningsIn = (list: Json | undefined): { codes: string[]; words: string } => {
  const { extension = [], note = [] } = (list ?? {}) as { extension?: { url?: string; valueCode?: string }[]; note?: { text?: string }[] }
  return { codes: extension.filter(({ url }) => url === WARNING).map(({ valueCode = '' }) => valueCode), words: note.map(({ text = '' }) => text).join(' ') }
}

/** Source: GP Connect, CareConnect-ListWarningCode-1: codes, and the words that go with them. */
const ensureListWarns = check('a list says what may be missing, and nothing else', (_sight, { exchange, list, codes, not, words }: { exchange: ConsumerExchange; list: string; codes: readonly string[]; not: readonly string[]; words?: string }) => {
  const [found] = listOf(exchange, list)
  const seen = warningsIn(found)
  return shownBy(exchange, [
    !found && finding(`there is no list of ${list}`, { seen: `${exchange.answer.status}` }),
    ...codes.map((code) => !seen.codes.includes(code) && finding('it does not say so', { expected: code, seen: seen.codes.join(', ') || 'no warning' })),
    ...not.map((code) => seen.codes.includes(code) && finding('it says so, and it is not so', { expected: `no ${code}`, seen: seen.codes.join(', ') })),
    words !== undefined && !seen.words.includes(words) && finding('it does not say so in words', { expected: words, seen: seen.words || 'nothing' }),
  ])
})

/** Source: GP Connect, warning codes: confidential-items, and the words that go with it. There may be others beside it. */
const ensureKeptBack = check('a list says when something is kept back, and why', (_sight, { exchange, list }: { exchange: ConsumerExchange; list: string }) => {
  const { codes, words } = warningsIn(listOf(exchange, list)[0])
  return shownBy(exchange, [
    !codes.includes('confidential-items') && finding('it does not say so', { expected: 'confidential-items', seen: codes.join() || `${exchange.answer.status}, no warning` }),
    !words.includes('Items excluded due to confidentiality and/or patient preferences.') && finding('it does not say so in words', { expected: 'Items excluded due to confidentiality and/or patient preferences.', seen: words || 'nothing' }),
  ])
})

interface Quantity {
  value?: number
  unit?: string
}

/** Each result is told once, with its number, unit, mark and range, and leads to a specimen of the type that was tested. Source: GP Connect, Observation - Investigations. */
const ensureResults = check('results are told as the laboratory gave them', (_sight, { exchange, results, specimens }: { exchange: ConsumerExchange; results: readonly SentResult[]; specimens: readonly string[] }) => {
  const observations = resourcesOf(exchange.answer.json, 'Observation')
  const known = resourcesOf(exchange.answer.json, 'Specimen')
  const named = JSON.stringify(resourcesOf(exchange.answer.json, 'DiagnosticReport').map(({ result }) => result) ?? '') + JSON.stringify(observations.map(({ related }) => related))
  return shownBy(
    exchange,
    results.flatMap(({ test, value, unit, flag, ranges = [] }) => {
      const [found, ...more] = observations.filter(({ code }) => JSON.stringify(code ?? '').includes(test.text))
      if (!found || more.length > 0) return [finding(found ? 'a result is told more than once' : 'a result is not told', { expected: test.text, seen: `${observations.length} observations` })]
      const { valueQuantity: seen = {}, referenceRange = [], interpretation, specimen, id } = found as { valueQuantity?: Quantity; referenceRange?: { low?: Quantity; high?: Quantity }[]; interpretation?: object; specimen?: { reference?: string }; id?: string }
      const from = known.find((each) => `Specimen/${String(each['id'])}` === specimen?.reference)
      const range = referenceRange.map(({ low, high }) => `${low?.value}-${high?.value}`).join(', ')
      return [
        (seen.value !== Number(value) || seen.unit !== unit) && finding(`${test.text} has another number or unit`, { expected: `${value} ${unit}`, seen: `${seen.value} ${seen.unit}` }),
        range !== ranges.map(({ low, high }) => `${Number(low)}-${Number(high)}`).join(', ') && finding(`${test.text} has another range`, { expected: ranges, seen: range || 'none' }),
        flag !== undefined && !JSON.stringify(interpretation ?? '').includes(`"${flag}"`) && finding(`${test.text} is not marked`, { expected: flag, seen: JSON.stringify(interpretation ?? null) }),
        !specimens.some((type) => JSON.stringify(from?.['type'] ?? '').includes(type)) && finding(`${test.text} does not say from which specimen`, { expected: specimens, seen: JSON.stringify(from?.['type'] ?? null) }),
        !named.includes(`Observation/${id}`) && finding(`no report leads to ${test.text}`, { expected: `Observation/${id}`, seen: named.slice(0, 300) }),
      ]
    }),
  )
})

/** Source: GP Connect, ProcedureRequest. */
const ensureRequest = check('a report leads to the request that it answers', (_sight, { exchange, family, why }: { exchange: ConsumerExchange; family: string; why: string }) => {
  const [report] = resourcesOf(exchange.answer.json, 'DiagnosticReport')
  const [reference] = ((report?.['basedOn'] ?? []) as { reference?: string }[]).map((each) => each.reference)
  const request = resourcesOf(exchange.answer.json, 'ProcedureRequest').find((each) => `ProcedureRequest/${String(each['id'])}` === reference)
  const agent = (request?.['requester'] as { agent?: { reference?: string; display?: string } } | undefined)?.agent
  const who = resourcesOf(exchange.answer.json, 'Practitioner').find((each) => `Practitioner/${String(each['id'])}` === agent?.reference)
  return shownBy(exchange, [
    !request && finding('it leads to none', { expected: 'a ProcedureRequest', seen: reference ?? 'nothing' }),
    request !== undefined && !`${JSON.stringify(who?.['name'] ?? '')}${agent?.display ?? ''}`.toLowerCase().includes(family.toLowerCase()) && finding('it does not say who asked', { expected: family, seen: JSON.stringify(agent ?? null) }),
    request !== undefined && !JSON.stringify(request['note'] ?? '').includes(why) && finding('it does not say why', { expected: why, seen: JSON.stringify(request['note'] ?? null) }),
  ])
})

const allergyOf = (exchange: ConsumerExchange, term: string): Json | undefined => {
  const contained = resourcesOf(exchange.answer.json, 'List').flatMap((each) => (Array.isArray(each['contained']) ? (each['contained'] as Json[]) : []))
  return [...resourcesOf(exchange.answer.json, 'AllergyIntolerance'), ...contained].find((each) => JSON.stringify(each['code'] ?? '').toLowerCase().includes(term.toLowerCase()))
}

/** Source: GP2GP adaptors and GP Connect, NOPAT in meta.security. */
const ensureLabelled = check('an entry that is kept from the patient is marked so', (_sight, { exchange, term }: { exchange: ConsumerExchange; term: string }) => {
  const { security = [] } = (allergyOf(exchange, term)?.['meta'] ?? {}) as { security?: { code?: string }[] }
  return shownBy(exchange, [!security.some(({ code }) => code === 'NOPAT') && finding('it is not', { expected: 'NOPAT', seen: security.map(({ code }) => code).join(', ') || 'no mark' })])
})

/** Source: GP Connect, AllergyIntolerance, allergyEnd. */
const ensureEnded = check('an allergy that has ended says when, and why', (_sight, { exchange, term, reason, today }: { exchange: ConsumerExchange; term: string; reason: string; today: string }) => {
  const found = allergyOf(exchange, term)
  const end = (found?.['extension'] as { url?: string; extension?: { url?: string; valueDateTime?: string; valueString?: string }[] }[] | undefined)?.find(({ url }) => url === `${PROFILE}/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1`)
  const part = (name: string) => end?.extension?.find(({ url }) => url === name)
  const day = part('endDate')?.valueDateTime ?? 'none'
  return shownBy(exchange, [
    found?.['clinicalStatus'] !== 'resolved' && finding('it is not told as one that has ended', { expected: 'resolved', seen: String(found?.['clinicalStatus'] ?? 'no such allergy') }),
    !day.startsWith(today) && finding('another day', { expected: today, seen: day }),
    part('reasonEnded')?.valueString !== reason && finding('another reason', { expected: reason, seen: part('reasonEnded')?.valueString ?? 'none' }),
  ])
})

const ensureRecorder = check('an entry names who recorded it', (_sight, { exchange, term, family }: { exchange: ConsumerExchange; term: string; family: string }) => {
  const { recorder } = (allergyOf(exchange, term) ?? {}) as { recorder?: { reference?: string } }
  const [type = '', id] = recorder?.reference?.split('/') ?? []
  const named = resourcesOf(exchange.answer.json, type).find((each) => each['id'] === id)
  return shownBy(exchange, [
    recorder === undefined && finding('nobody is named', { expected: 'a recorder', seen: 'none' }),
    recorder !== undefined && !JSON.stringify(named ?? '').includes(family) && finding('whoever is named is not in the record', { expected: family, seen: recorder.reference ?? 'none' }),
  ])
})

/** Source: GP Connect, MedicationRequest: a plan, and an order for each issue. */
const ensureIssues = check('each issue is told, where it is asked for', (_sight, { exchange, number, term }: { exchange: ConsumerExchange; number: number; term: string }) => {
  const requests = resourcesOf(exchange.answer.json, 'MedicationRequest')
  const plans = requests.filter(({ intent }) => intent === 'plan').map(({ id }) => `MedicationRequest/${String(id)}`)
  const orders = requests.filter(({ intent }) => intent === 'order')
  const based = orders.filter(({ basedOn }) => plans.includes((basedOn as { reference?: string }[] | undefined)?.[0]?.reference ?? ''))
  return shownBy(exchange, [
    plans.length !== 1 && finding('not one plan', { expected: `a plan of ${term}`, seen: `${exchange.answer.status}, ${plans.length} plans` }),
    orders.length !== number && finding('more or fewer issues', { expected: `${number}`, seen: `${orders.length}` }),
    based.length !== orders.length && finding('an issue without the plan that it belongs to', { expected: plans.join(), seen: JSON.stringify(orders.map(({ basedOn }) => basedOn)).slice(0, 200) }),
  ])
})

const ensureVaccination = check('the vaccination is told as it was recorded', (_sight, { exchange, product, day, batch }: { exchange: ConsumerExchange; product: string; day: string; batch: string }) => {
  const [found, ...more] = resourcesOf(exchange.answer.json, 'Immunization')
  const told = JSON.stringify(found ?? '')
  return shownBy(exchange, [
    (!found || more.length > 0) && finding('not one vaccination', { expected: '1', seen: `${exchange.answer.status}, ${more.length + (found ? 1 : 0)}` }),
    !told.includes(product) && finding('another product', { expected: product, seen: told.slice(0, 300) }),
    !String(found?.['date']).startsWith(day) && finding('another day', { expected: day, seen: String(found?.['date']) }),
    found?.['lotNumber'] !== batch && finding('another batch', { expected: batch, seen: String(found?.['lotNumber']) }),
    (found?.['status'] !== 'completed' || found['notGiven'] !== false || found['primarySource'] !== true) && finding('it does not say that it was given, and here', { seen: told.slice(0, 200) }),
  ])
})

const ensureReferral = check('the referral is told as it was written', (_sight, { exchange, reason, patientId, today }: { exchange: ConsumerExchange; reason: string; patientId: string; today: string }) => {
  const [found, ...more] = resourcesOf(exchange.answer.json, 'ReferralRequest')
  const agent = (found?.['requester'] as { agent?: { reference?: string } } | undefined)?.agent?.reference ?? 'nobody'
  const named = resourcesOf(exchange.answer.json, agent.split('/')[0] ?? '').some((each) => each['id'] === agent.split('/')[1])
  return shownBy(exchange, [
    (!found || more.length > 0) && finding('not one referral', { expected: '1', seen: `${exchange.answer.status}, ${more.length + (found ? 1 : 0)}` }),
    found !== undefined && !JSON.stringify(found).includes(reason) && finding('another reason', { expected: reason, seen: JSON.stringify(found).slice(0, 300) }),
    found !== undefined && (found['subject'] as { reference?: string } | undefined)?.reference !== `Patient/${patientId}` && finding('somebody else', { expected: patientId, seen: JSON.stringify(found['subject']) }),
    found !== undefined && !String(found['authoredOn']).startsWith(today) && finding('another day', { expected: today, seen: String(found['authoredOn']) }),
    found !== undefined && !named && finding('nobody is named who referred', { expected: 'a practitioner who is in the record', seen: agent }),
  ])
})
