import type { AppExchange } from '../support/patient-app.ts'
import { check, finding } from './check.ts'
import { codesIn } from './ensure-answered-as-published.ts'

const REFUSALS = [401, 403, 404, 422]

/**
 * Somebody who asks for what is another's is refused, in the same words whether or not that other is known here: the answer does
 * not even tell who is a patient. `secrets` are facts about the other by name.
 */
export const ensureToldNothingAboutOthers = check(
  'nothing is told about another patient, not even whether they are one',
  (_sight, { known, unknown, secrets }: { known: AppExchange; unknown: AppExchange; secrets: Readonly<Record<string, string>> }) => {
    const [one, other] = [known.answer, unknown.answer]
    const words = ({ text }: { text: string }, exchange: AppExchange) =>
      (exchange.requestId === undefined ? text : text.replaceAll(exchange.requestId, '')).replace(
        /\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})|\b\d{10}\b/g,
        '',
      )
    return [
      !REFUSALS.includes(one.status) && {
        ...finding('it was not refused', { expected: 'a refusal', seen: `${one.status}: ${one.text.slice(0, 200)}` }),
        exchange: one.exchange,
      },
      ...Object.entries(secrets).map(
        ([name, value]) =>
          one.text.toLowerCase().includes(value.toLowerCase()) && {
            ...finding(`the other's ${name} is told`, { expected: 'nothing', seen: value }),
            exchange: one.exchange,
          },
      ),
      (one.status !== other.status || words(one, known) !== words(other, unknown)) && {
        ...finding('a patient is answered otherwise than a stranger', {
          expected: `${other.status} ${codesIn(other.json).join()} as for somebody nobody here knows`,
          seen: `${one.status} ${codesIn(one.json).join()} ${one.text.slice(0, 160)}`,
        }),
        exchange: one.exchange,
      },
    ]
  },
)
