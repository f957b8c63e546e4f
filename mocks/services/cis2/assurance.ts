import assurance from './assurance.json' with { type: 'json' }
import type { HealthcareWorker } from '../../kit/identity.ts'

type ContextClass = keyof typeof assurance.classes

const isClass = (value: string): value is ContextClass => value in assurance.classes

/**
 * The first of the requested context classes that the worker's authenticator satisfies, with the method used;
 * `undefined` when it satisfies none. No (known) class requested: the default. Source: NHS CIS2 Authentication,
 * "Authenticator guidance for developers": AAL2 admits AAL2 and AAL3 authenticators, AAL3 only its own.
 */
export function satisfy(worker: HealthcareWorker, acrValues: string | undefined): { acr: string; method: string } | undefined {
  const requested = (acrValues ?? '').split(' ').filter(isClass)
  const method = assurance.methodAtLevel[worker.aal]
  const acr = (requested.length > 0 ? requested : [assurance.default as ContextClass]).find((each) => assurance.classes[each].includes(method))
  return acr && { acr, method }
}
