import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const TERMINOLOGY = 'The NHS Terminology Server'

/** Where the server lies below the platform's address. In life it has a host of its own, with the same paths. */
const SERVER = '/terminology'
const FHIR = `${SERVER}/production1/fhir`
const TOKEN = `${SERVER}/authorisation/auth/realms/nhs-digital-terminology/protocol/openid-connect/token`
const SNOMED = 'http://snomed.info/sct'
/** Map of what has replaced concepts that became inactive. Source: FHIR R4, Using SNOMED CT, implicit concept maps. */
const REPLACED_BY = `${SNOMED}?fhir_cm=900000000000526001`

/** Reference sets of the UK drug extension: products as prescribed by name of the medicine, and by brand. */
export const VMP = '999000561000001109'
export const AMP = '999000541000001108'

/** A concept as the server has it. */
export interface FoundConcept {
  code: string
  term: string
  inactive: boolean
}

/** A concept found by words. */
export type Choice = Pick<FoundConcept, 'code' | 'term'>

type Query = Iterable<[string, string]>

const held = new WeakMap<object, { value: string; until: number }>()
/** Seconds before its end at which a token is no longer used. */
const MARGIN = 30

/** The system account's token, kept until shortly before it ends. Source: NHS Terminology Server, system-to-system access. */
async function tokenFor({ services, interaction }: Work, { renew = false } = {}): Promise<string> {
  const { platform, clock, config } = services
  const known = held.get(platform)
  if (known && !renew && clock.now() < known.until) return known.value
  const { clientId, clientSecret = '' } = config.national
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
  const answer = await platform.call({
    service: TERMINOLOGY,
    as: 'own-sign-in',
    method: 'POST',
    path: TOKEN,
    headers: { accept: 'application/json' },
    body: new TextEncoder().encode(form.toString()),
    mediaType: 'application/x-www-form-urlencoded',
    correlationId: interaction,
  })
  const { access_token: value, expires_in: seconds } = answer.body
  if (answer.status !== 200) throw refusalFor(TERMINOLOGY, answer)
  if (typeof value !== 'string') throw unreadableAnswer(TERMINOLOGY, 'no access token')
  held.set(platform, { value, until: clock.now() + (Number(seconds) - MARGIN) * 1000 })
  return value
}

/** Whether an answer is a reason to get a new token and ask once more. */
export const asksAgain = behaviour('problems.asksAgain', (status: number): boolean => status === 401)

async function ask(work: Work, path: string, query: Query): Promise<Answer> {
  const send = async (token: string) =>
    work.services.platform.call({ service: TERMINOLOGY, as: 'own-sign-in', method: 'GET', path: `${FHIR}${path}`, query, headers: { authorization: `Bearer ${token}` }, correlationId: work.interaction })
  const answer = await send(await tokenFor(work))
  return asksAgain(answer.status) ? send(await tokenFor(work, { renew: true })) : answer
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Parameters of an answer by name; the first of each name. */
function parametersIn(answer: Answer): Map<string, JsonObject> {
  if (answer.status !== 200) throw refusalFor(TERMINOLOGY, answer)
  if (answer.body['resourceType'] !== 'Parameters') throw unreadableAnswer(TERMINOLOGY, `expected Parameters, got ${String(answer.body['resourceType'])}`)
  return new Map(objects(answer.body['parameter']).reverse().map((parameter) => [String(parameter['name']), parameter]))
}

/** A concept by its code; undefined if nobody has it. Source: FHIR R4, CodeSystem/$lookup. */
export const findConcept = behaviour('problems.findConcept', async (work: Work, code: string): Promise<FoundConcept | undefined> => {
  const answer = await ask(work, '/CodeSystem/$lookup', [
    ['system', SNOMED],
    ['code', code],
    ['property', 'inactive'],
  ])
  if (answer.status === 404) return undefined
  const display = parametersIn(answer).get('display')?.['valueString']
  if (typeof display !== 'string') throw unreadableAnswer(TERMINOLOGY, `a concept without a term: ${code}`)
  const inactive = objects(answer.body['parameter']).some(({ part }) => objects(part).some((each) => each['valueCode'] === 'inactive') && objects(part).some((each) => each['valueBoolean'] === true))
  return { code, term: display, inactive }
})

/** What has replaced a concept that became inactive, if anything. Source: FHIR R4, ConceptMap/$translate. */
export async function findReplacement(work: Work, code: string): Promise<Choice | undefined> {
  const answer = await ask(work, '/ConceptMap/$translate', [
    ['url', REPLACED_BY],
    ['system', SNOMED],
    ['code', code],
  ])
  const match = parametersIn(answer).get('match')
  const coding = objects(match?.['part']).find(({ name }) => name === 'concept')?.['valueCoding']
  return isObject(coding) ? { code: String(coding['code']), term: String(coding['display']) } : undefined
}

/** Whether a code is among those of an expression. Source: FHIR R4, ValueSet/$validate-code; implicit value sets of SNOMED CT. */
export async function isAmong(work: Work, expression: string, code: string): Promise<boolean> {
  const answer = await ask(work, '/ValueSet/$validate-code', [
    ['url', `${SNOMED}?fhir_vs=ecl/${expression}`],
    ['system', SNOMED],
    ['code', code],
  ])
  return parametersIn(answer).get('result')?.['valueBoolean'] === true
}

/** Concepts of an expression whose terms have these words: active ones, and no more than a list on a screen takes. Source: FHIR R4, ValueSet/$expand. */
export const findByWords = behaviour('problems.findByWords', async (work: Work, expression: string, words: string): Promise<Choice[]> => {
  const answer = await ask(work, '/ValueSet/$expand', [
    ['url', `${SNOMED}?fhir_vs=ecl/${expression}`],
    ['filter', words],
    ['activeOnly', 'true'],
    ['count', '20'],
  ])
  if (answer.status !== 200) throw refusalFor(TERMINOLOGY, answer)
  const expansion = answer.body['expansion']
  if (answer.body['resourceType'] !== 'ValueSet' || !isObject(expansion)) throw unreadableAnswer(TERMINOLOGY, 'expected an expanded ValueSet')
  return objects(expansion['contains']).map(({ code, display }) => ({ code: String(code), term: String(display) }))
})
